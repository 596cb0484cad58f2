//! `cargo xtask`: see `--help`.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};
use xtask::{
    baseline, deploy, dist, evidence, new_platform, page, repository, serve, statistics, weights,
};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generates the bindings and writes dist/
    Dist {
        /// Where the site's root is published
        #[arg(long, default_value = page::BASE_URL)]
        base_url: String,
    },
    /// Prints what the element, the package and the offline files weigh
    Weights,
    /// Writes docs/baseline.md
    Baseline,
    /// Writes docs/deploy/
    Deploy,
    /// Writes docs/evidence.md
    Evidence,
    /// Prints what the table holds, in numbers, and some rules to read again
    Statistics {
        /// How many rules are shown
        #[arg(long, default_value_t = 20)]
        sample: usize,
        /// Chooses which
        #[arg(long, default_value_t = statistics::SEED)]
        seed: u64,
    },
    /// Makes the folder of a new platform, to be filled in
    NewPlatform {
        /// Its id, as in crate/platforms/: mbed-tls
        id: String,
    },
    /// Serves the site on loopback with the site's headers
    Serve {
        /// 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
        /// Another folder than dist/
        #[arg(long)]
        folder: Option<PathBuf>,
    },
}

fn main() -> ExitCode {
    match run(Cli::parse().command) {
        Ok(()) => ExitCode::SUCCESS,
        // The causes, and never a backtrace: most of these are the user's own mistakes.
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(command: Command) -> anyhow::Result<()> {
    match command {
        Command::Dist { base_url } => dist::build(&repository(), &base_url),
        Command::Baseline => baseline::write(&repository()),
        Command::Weights => weights::print(&repository().join("dist")),
        Command::Deploy => deploy::write(&repository()),
        Command::Evidence => {
            let root = repository();
            std::fs::write(root.join("docs/evidence.md"), evidence::page(&root)?)?;
            Ok(())
        }
        Command::Statistics { sample, seed } => {
            print!("{}", statistics::text(sample, seed));
            Ok(())
        }
        Command::NewPlatform { id } => {
            let file = new_platform::create(&repository().join("crate"), &id)?;
            println!("{}: fill it in; cargo build names each place that is left", file.display());
            Ok(())
        }
        Command::Serve { port, folder } => {
            let folder = folder.unwrap_or_else(|| repository().join("dist"));
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(async {
                let server = serve::start(&folder, port).await?;
                println!("http://localhost:{}/", server.port());
                server.finish().await
            })
        }
    }
}
