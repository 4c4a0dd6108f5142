//! The machine under the figures: what it is, and how fast OpenSSL is on it in the same run.

use std::time::{Duration, Instant};

use serde::Serialize;

use redress::crypto::keys::SecretKey;

/// How long each of the two is measured.
const TIME: Duration = Duration::from_secs(1);

#[derive(Debug, Clone, Serialize)]
pub(super) struct Machine {
    pub(super) cpu: String,
    pub(super) cores: usize,
    pub(super) memory_mb: u64,
    pub(super) system: String,
    pub(super) version: &'static str,
    pub(super) release: bool,
}

/// Operations per second on one core.
#[derive(Debug, Clone, Copy, Serialize)]
pub(super) struct Speed {
    pub(super) rsa2048_sign_per_s: f64,
    pub(super) rsa2048_verify_per_s: f64,
}

impl Machine {
    /// Reads what Linux says about itself; what it does not say stays empty.
    pub(super) fn read() -> Machine {
        let read = |path: &str| std::fs::read_to_string(path).unwrap_or_default();
        let field = |text: &str, name: &str| {
            text.lines()
                .find_map(|line| {
                    line.strip_prefix(name)?.trim_start().strip_prefix(':').map(|it| it.trim().to_string())
                })
                .unwrap_or_default()
        };
        let memory = field(&read("/proc/meminfo"), "MemTotal");
        let kib: u64 = memory.split(' ').next().and_then(|it| it.parse().ok()).unwrap_or_default();
        Machine {
            cpu: field(&read("/proc/cpuinfo"), "model name"),
            cores: std::thread::available_parallelism().map_or(1, std::num::NonZero::get),
            memory_mb: kib / 1_024,
            system: read("/proc/sys/kernel/osrelease").trim().to_string(),
            version: env!("CARGO_PKG_VERSION"),
            release: !cfg!(debug_assertions),
        }
    }
}

pub(super) fn openssl_speed() -> anyhow::Result<Speed> {
    let data = [7_u8; 256];
    let secret = SecretKey::generate_rsa()?;
    let public = secret.public()?;
    let signature = secret.sign(&data)?;
    let rsa2048_sign_per_s = per_second(|| secret.sign(&data).is_ok())?;
    let rsa2048_verify_per_s = per_second(|| public.verify(&data, &signature))?;
    Ok(Speed { rsa2048_sign_per_s, rsa2048_verify_per_s })
}

fn per_second(mut work: impl FnMut() -> bool) -> anyhow::Result<f64> {
    let began = Instant::now();
    let mut count = 0_u32;
    while began.elapsed() < TIME {
        anyhow::ensure!(work(), "OpenSSL refused its own key");
        count += 1;
    }
    Ok(f64::from(count) / began.elapsed().as_secs_f64())
}
