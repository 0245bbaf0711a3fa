//! Transformations (ISO 32000-1 §8.3.4).

#[derive(Clone, Copy, Debug)]
pub struct Matrix([f64; 6]);

impl Default for Matrix {
    fn default() -> Self {
        Self::IDENTITY
    }
}

impl Matrix {
    pub const IDENTITY: Self = Self([1.0, 0.0, 0.0, 1.0, 0.0, 0.0]);

    /// The six numbers that `number` gives.
    pub fn of(number: &impl Fn(usize) -> f64) -> Self {
        Self(std::array::from_fn(number))
    }

    pub fn moved(x: f64, y: f64) -> Self {
        Self([1.0, 0.0, 0.0, 1.0, x, y])
    }

    /// First this, then `next`.
    pub fn then(&self, next: &Self) -> Self {
        let ([a, b, c, d, e, f], [g, h, i, j, k, l]) = (self.0, next.0);
        Self([a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + l])
    }

    /// Where the origin comes to lie.
    pub fn x(&self) -> f64 {
        self.0[4]
    }

    pub fn y(&self) -> f64 {
        self.0[5]
    }

    /// By how much lengths grow.
    pub fn scale(&self) -> f64 {
        let [a, b, c, d, ..] = self.0;
        (a * d - b * c).abs().sqrt()
    }
}
