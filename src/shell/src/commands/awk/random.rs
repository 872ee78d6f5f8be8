//! `rand()`: the additive generator of BSD's `random(3)` (x^63 + x + 1) behind a shuffle buffer, as in gawk, so that the
//! same seed gives the very numbers of the real tool.

const DEGREE: usize = 63;
const SHUFFLE: usize = 512;

/// A generator.
#[derive(Clone)]
pub struct Random {
    state: [u32; DEGREE],
    front: usize,
    rear: usize,
    buffer: Vec<u32>,
    last: u32,
}

impl Random {
    /// A generator with this seed.
    pub fn new(seed: u32) -> Self {
        let mut state = [0; DEGREE];
        state[0] = seed;
        for index in 1..DEGREE {
            state[index] = park_miller(state[index - 1] as i32);
        }
        let mut random = Self { state, front: 1, rear: 0, buffer: Vec::new(), last: 0 };
        random.buffer = (0..SHUFFLE).map(|_| random.step()).collect();
        random.last = random.step();
        for _ in 0..10 * DEGREE {
            random.next();
        }
        random
    }

    fn step(&mut self) -> u32 {
        let sum = self.state[self.front].wrapping_add(self.state[self.rear]);
        self.state[self.front] = sum;
        self.front = (self.front + 1) % DEGREE;
        self.rear = (self.rear + 1) % DEGREE;
        sum >> 1
    }

    fn next(&mut self) -> u32 {
        let fresh = self.step();
        let place = self.last as usize % SHUFFLE;
        self.last = std::mem::replace(&mut self.buffer[place], fresh);
        self.last
    }

    /// The next number from 0 up to 1, 1 excluded.
    pub fn unit(&mut self) -> f64 {
        let divisor = 2_147_483_648.0;
        loop {
            let (first, second) = (f64::from(self.next()), f64::from(self.next()));
            let number = 0.5 + (first / divisor + second) / divisor - 0.5;
            if number < 1.0 {
                return number;
            }
        }
    }
}

fn park_miller(x: i32) -> u32 {
    let x = if x == 0 { 123_459_876 } else { x };
    let x = 16807_i32.wrapping_mul(x % 127_773).wrapping_sub(2836_i32.wrapping_mul(x / 127_773));
    (if x < 0 { x.wrapping_add(0x7fff_ffff) } else { x }) as u32
}
