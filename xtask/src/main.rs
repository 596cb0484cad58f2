//! `cargo xtask`: see `--help`.

use clap::{Parser, Subcommand};
use xtask::{dist, repository, serve};

#[derive(Parser)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Generates the bindings and writes dist/
    Dist,
    /// Serves dist/ on loopback with the site's headers
    Serve {
        /// 0 takes a free one
        #[arg(long, default_value_t = 8080)]
        port: u16,
    },
}

fn main() -> anyhow::Result<()> {
    match Cli::parse().command {
        Command::Dist => dist::build(&repository()),
        Command::Serve { port } => {
            let runtime = tokio::runtime::Runtime::new()?;
            runtime.block_on(async {
                let server = serve::start(&repository().join("dist"), port).await?;
                println!("http://localhost:{}/", server.port());
                server.finish().await
            })
        }
    }
}
