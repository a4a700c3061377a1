//! `namelight lsp`: the engine's answers in other editors, by the language server protocol on standard input and
//! output.
//!
//! Three threads. The reading one keeps the texts and never waits for the analysis; the analysis answers questions;
//! the writing one is the only that can be held up by a client that doesn't read. Invariant: what ends the server is
//! `exit` or the end of the client's stream, nothing else.

mod analysis;
mod answers;
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
mod ruler;
mod server;
mod sweep;
mod text;

use std::io::{self, BufRead, BufWriter, Write};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use crate::cli::Exit;
use analysis::Analysis;
use frames::write_frame;
use ledger::Ledger;
use pipes::PIPE_SIZE;
pub use pipes::{output, widen};
use server::Server;

/// A client that hasn't read its last replies until then won't.
const LONGEST_GOODBYE: Duration = Duration::from_secs(1);

/// Serves one client; how it ended.
#[must_use]
pub fn run(input: impl BufRead, output: impl Write + Send + 'static) -> Exit {
    let (replies, to_write) = channel();
    // Nothing is ever sent here; it is closed when all is written.
    let (writing, written) = channel::<()>();
    let writer = thread::Builder::new().name("namelight-writer".to_owned()).spawn(move || {
        if let Err(problem) = write_all(&to_write, BufWriter::with_capacity(PIPE_SIZE, output)) {
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

/// Writes replies until there can be no more.
fn write_all(replies: &Receiver<Vec<u8>>, mut output: impl Write) -> io::Result<()> {
    while let Ok(reply) = replies.recv() {
        write_frame(&mut output, &reply)?;
        // Those that wait already go out together.
        while let Ok(reply) = replies.try_recv() {
            write_frame(&mut output, &reply)?;
        }
        output.flush()?;
    }
    Ok(())
}
