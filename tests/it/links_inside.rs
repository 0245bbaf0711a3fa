//! Links inside of a statement: they may lead to every part that has an id, and each
//! edition is read back before it is written.

use crate::program::{folder, run, stderr};

const HEAD: &str = "---\ntitle: Links\nlanguage: en\npublished: 2024-05-01\n---\n# Start\n\n";

const PARTS: &str = "# One

First paragraph.[^n]

- an item
- another
  - nested
  - more

3. three
4. four

> Quoted words.
>
> — Somebody

> Quoted alone.

> [!NOTE]
> Called out.

> [!TIP] Titled
> Called out.

| a | b |
| --- | --- |
| c | d |
| e | |

Term
: What it means.

Two
Terms
: Share this.

```
code
```

---

> [!KEY]
> Key words.

- [ ] task
- > quote in an item

[^n]: A note.

    - with a list
";

const IDS: [&str; 51] = [
    "one",
    "one.1",
    "one.2",
    "one.2.1",
    "one.2.1.p1",
    "one.2.2",
    "one.2.2.p1",
    "one.2.2.p2",
    "one.2.2.p2.1",
    "one.2.2.p2.1.p1",
    "one.2.2.p2.2",
    "one.2.2.p2.2.p1",
    "one.3",
    "one.3.1",
    "one.3.1.p1",
    "one.3.2",
    "one.3.2.p1",
    "one.4",
    "one.4.1",
    "one.5",
    "one.5.1",
    "one.6",
    "one.6.1",
    "one.7",
    "one.7.1",
    "one.8",
    "one.8.r0c1",
    "one.8.r0c2",
    "one.8.r1c1",
    "one.8.r1c2",
    "one.8.r2c1",
    "one.8.r2c2",
    "one.9",
    "one.9.t1",
    "one.9.d1.1",
    "one.9.t2",
    "one.9.t3",
    "one.9.d2.1",
    "one.10",
    "one.11",
    "one.12",
    "one.13",
    "one.13.1",
    "one.13.1.p1",
    "one.13.2",
    "one.13.2.p1",
    "one.13.2.p1.1",
    "note-1.1",
    "note-1.2",
    "note-1.2.1",
    "note-1.2.1.p1",
];

#[test]
fn a_link_may_lead_to_every_part() {
    let links: Vec<String> = IDS.iter().map(|id| format!("Words lead [to {id}](#{id}).\n")).collect();
    let text = format!("{HEAD}{}\n{PARTS}", links.join("\n"));
    let folder = folder(&[("text.md", text.as_bytes())]);
    let output = run(folder.path(), &["build", "text.md", "-o", "editions"]);
    assert!(output.status.success(), "{}", stderr(&output));
}
