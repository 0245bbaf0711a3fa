//! Many languages at the same time, and no more of them than there are threads.

use std::hint::black_box;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use rayon::ThreadPoolBuilder;

/// Makes the threads that share all work, one for each core; if the system gives none,
/// this thread does it. Without it they are made when they are needed first.
pub fn start_threads() {
    reserve(RESERVED_BYTES);
    // Both fail where there are threads already: where the program is part of another one.
    let _ = threads_with_memory()
        .build_global()
        .or_else(|_| ThreadPoolBuilder::new().num_threads(1).use_current_thread().build_global());
}

fn threads_with_memory() -> ThreadPoolBuilder {
    ThreadPoolBuilder::new().start_handler(|_| reserve(RESERVED_BYTES - 1))
}

/// What a thread needs while it makes the editions of a statement.
const RESERVED_BYTES: usize = 16 << 20;

/// Takes memory and gives it back unused, for the C library of GNU; elsewhere nothing
/// comes of it. A thread there gets more memory in steps of four kilobytes, a thousand
/// of them, each of which stops the other threads. A block that was given back it keeps
/// instead, unless it is as large as the largest that came from the system by itself
/// (`M_MMAP_THRESHOLD`, mallopt(3)): the first one raises that limit, and each thread
/// then takes a byte less.
fn reserve(bytes: usize) {
    let mut unused = Vec::<u8>::new();
    // Where there is no room, it goes on without.
    let _ = unused.try_reserve_exact(bytes);
    drop(black_box(unused));
}

/// Has another thread, which has nothing to do yet, use memory once that it will need:
/// the system hands out each page when it is used first.
pub fn warm_up() {
    rayon::spawn(|| {
        let mut used = Vec::<u8>::new();
        if used.try_reserve_exact(WARM_BYTES).is_ok() {
            used.resize(WARM_BYTES, 1);
        }
        drop(black_box(used));
    });
}

/// What a thread uses at least while it helps to make the editions of a statement.
const WARM_BYTES: usize = 4 << 20;

/// What `work` makes of each of `items`, in their order.
///
/// Each worker is at one item at a time and has threads of its own for what is
/// parallel inside. Were all items put into one pool, a thread that waits for
/// a part of one would begin with another: many half-made items at once in
/// memory, and one upon the other on its stack.
pub fn each<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = rayon::current_num_threads();
    let workers = threads.min(items.len());
    if workers < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let results: Vec<Mutex<Option<R>>> = items.iter().map(|_| Mutex::new(None)).collect();
    let worker = || {
        let pool = threads_with_memory().num_threads(threads.div_ceil(workers)).build();
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(index) else { return };
            let result = match &pool {
                Ok(pool) => pool.install(|| work(item)),
                // The system gives no more threads; there is still this one.
                Err(_) => work(item),
            };
            *results[index].lock().expect("each result is put in once") = Some(result);
        }
    };
    thread::scope(|scope| {
        for _ in 0..workers {
            scope.spawn(worker);
        }
    });
    let result = |slot: Mutex<Option<R>>| slot.into_inner().expect("no worker panicked").expect("every item was taken");
    results.into_iter().map(result).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_the_order_of_the_items_and_few_are_open_at_once() {
        let (open, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let items: Vec<usize> = (0..200).collect();
        let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build().expect("threads");
        let doubled = pool.install(|| {
            each(&items, |item| {
                most.fetch_max(open.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
                let (half, ()) = rayon::join(|| *item, thread::yield_now);
                open.fetch_sub(1, Ordering::SeqCst);
                half * 2
            })
        });
        assert_eq!(doubled, items.iter().map(|item| item * 2).collect::<Vec<_>>());
        assert!(most.load(Ordering::SeqCst) <= 3);
    }
}
