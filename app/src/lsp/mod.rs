//! `namelight lsp`: the engine's answers in other editors, by the language server protocol on standard input and
//! output.
//!
//! Three threads. The reading one keeps the texts and never waits for the analysis; the analysis answers questions;
//! the writing one is the only that can be held up by a client that doesn't read, and writes what the analysis can't at
//! once. Invariant: what ends the server is `exit` or the end of the client's stream, nothing else.

mod analysis;
mod answers;
mod body;
mod client;
mod documents;
mod encoding;
mod frames;
mod json_text;
mod ledger;
mod lookup;
mod message;
mod params;
mod pipes;
mod question;
mod replies;
mod ruler;
mod server;
mod sweep;
mod text;

use std::io::{self, BufRead, Write};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::cli::Exit;
use analysis::Analysis;
use ledger::Ledger;
use replies::{Room, way_to};
use server::Server;

/// A client that hasn't read its last replies until then won't.
const LONGEST_GOODBYE: Duration = Duration::from_secs(1);

/// Serves the client on the standard input and output; how it ended.
#[must_use]
pub fn run_on_standard_streams() -> Exit {
    let input = io::stdin();
    pipes::widen(&input);
    match pipes::output() {
        Ok(output) => serve(input.lock(), output, pipes::room),
        Err(problem) => {
            tracing::info!(%problem, "the output can't be opened a second time");
            run(input.lock(), io::stdout())
        }
    }
}

/// Serves one client; how it ended.
#[must_use]
pub fn run(input: impl BufRead, output: impl Write + Send + 'static) -> Exit {
    serve(input, output, |_| 0)
}

fn serve<W: Write + Send + 'static>(input: impl BufRead, output: W, room: Room<W>) -> Exit {
    let (replies, to_write) = way_to(output, room);
    // Nothing is ever sent here; it is closed when all is written.
    let (writing, written) = channel::<()>();
    let writer = thread::Builder::new().name("namelight-writer".to_owned()).spawn(move || {
        if let Err(problem) = to_write.run() {
            tracing::warn!(%problem, "the client does not listen any more");
        }
        drop(writing);
    });
    if let Err(problem) = writer {
        tracing::error!(%problem, "there is no thread for the replies");
        return Exit::Failed;
    }
    let ledger = Arc::new(Ledger::default());
    let to_analysis = (Arc::clone(&ledger), replies.clone());
    let server = Server::new(ledger, replies, move |client, sent| {
        let (ledger, replies) = (Arc::clone(&to_analysis.0), to_analysis.1.clone());
        let (orders, to_do) = channel();
        let analysis = Analysis::new(client, to_do, sent, ledger, replies);
        thread::Builder::new().name("namelight-analysis".to_owned()).spawn(move || analysis.run())?;
        Ok(orders)
    });
    let exit = server.run(input);
    // By now nobody sends orders, so the analysis ends, and with it the last one who sends replies.
    match written.recv_timeout(LONGEST_GOODBYE) {
        Ok(()) | Err(RecvTimeoutError::Disconnected) => {}
        Err(RecvTimeoutError::Timeout) => tracing::warn!("the client did not read its last replies"),
    }
    exit
}
