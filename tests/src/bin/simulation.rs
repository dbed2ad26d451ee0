//! The simulation of sending and following, at any size. What it shows stands in `tests/README.md`.

use std::env;
use std::error::Error;
use std::num::NonZeroUsize;
use std::process::ExitCode;
use std::str::FromStr;
use std::thread;
use std::time::Instant;

use async_resp_tests::simulation::Simulation;

const USAGE: &str = "expected --ids N, --seed S, --threads T, --scenario NAME or --case NUMBER";

fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut threads = thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    let (mut ids, mut seed, mut scenario, mut case) = (10_000, 1, None, None);
    let mut arguments = env::args().skip(1);
    while let Some(name) = arguments.next() {
        let value = arguments.next().ok_or_else(|| format!("{USAGE}, found nothing after `{name}`"))?;
        match &*name {
            "--ids" => ids = number(&name, &value)?,
            "--seed" => seed = number(&name, &value)?,
            "--threads" => threads = number(&name, &value)?,
            "--scenario" => scenario = Some(value),
            "--case" => case = Some(number(&name, &value)?),
            _ => return Err(format!("{USAGE}, found `{name}`").into()),
        }
    }
    let mut simulation = Simulation::new(ids, seed);
    if let Some(name) = &scenario {
        simulation = simulation.only(name).ok_or_else(|| format!("there is no scenario `{name}`"))?;
    }
    if let Some(case) = case {
        println!("{:#?}", simulation.run_case(case)?);
        return Ok(());
    }
    let start = Instant::now();
    let table = simulation.run(threads)?;
    println!("{table}\n{ids} ids, seed {seed}, {threads} threads: {:.1?}", start.elapsed());
    Ok(())
}

fn number<T: FromStr<Err: Error>>(name: &str, value: &str) -> Result<T, String> {
    value.parse().map_err(|error| format!("expected a number after `{name}`, found `{value}`: {error}"))
}
