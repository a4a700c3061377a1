//! One server, one file, one run.

use std::path::Path;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::client::{Client, notification};
use super::places::Places;
use super::servers::Server;
use crate::script::Failure;

/// How much is asked, and how long is waited.
pub(super) struct Plan {
    pub(super) questions: usize,
    pub(super) edits: usize,
    /// For any one answer.
    pub(super) patience: Duration,
}

/// What was measured: milliseconds, but for the memory.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Figures {
    /// Opening the file and the first answer.
    pub(super) cold: f64,
    pub(super) warm_p50: f64,
    pub(super) warm_p99: f64,
    /// A typed character and an answer.
    pub(super) edit_p50: f64,
    pub(super) edit_p95: f64,
    /// The last of a flood, from when it was sent.
    pub(super) flood: f64,
    /// Megabytes; none where they can't be found out.
    pub(super) peak: Option<f64>,
}

impl Figures {
    /// The middle of several runs, figure by figure.
    pub(super) fn middle(runs: &[Self]) -> Self {
        let middle = |of: fn(&Self) -> f64| at(&mut runs.iter().map(of).collect::<Vec<_>>(), 0.5);
        let mut peaks: Vec<f64> = runs.iter().filter_map(|run| run.peak).collect();
        Self {
            cold: middle(|run| run.cold),
            warm_p50: middle(|run| run.warm_p50),
            warm_p99: middle(|run| run.warm_p99),
            edit_p50: middle(|run| run.edit_p50),
            edit_p95: middle(|run| run.edit_p95),
            flood: middle(|run| run.flood),
            peak: if peaks.is_empty() { None } else { Some(at(&mut peaks, 0.5)) },
        }
    }
}

/// The value below which a part of all lies.
fn at(values: &mut [f64], part: f64) -> f64 {
    values.sort_by(f64::total_cmp);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, clippy::cast_precision_loss)]
    let index = (part * values.len().saturating_sub(1) as f64).round() as usize;
    values.get(index).copied().unwrap_or(f64::NAN)
}

fn millis(duration: Duration) -> f64 {
    duration.as_secs_f64() * 1e3
}

/// The document under measurement.
struct Document<'p> {
    uri: String,
    places: &'p Places,
    version: i32,
}

impl Document<'_> {
    fn question(&self, line: usize, character: usize) -> Value {
        json!({ "textDocument": { "uri": self.uri }, "position": { "line": line, "character": character } })
    }

    /// Inserts `x` at a place, or takes it away again; with the question that follows it.
    fn typed(&mut self, client: &Client, place: (usize, usize), inserts: bool) -> Vec<u8> {
        self.version += 1;
        let (line, character) = place;
        let end = character + usize::from(!inserts);
        let change = json!({
            "range": {
                "start": { "line": line, "character": character },
                "end": { "line": line, "character": end },
            },
            "text": if inserts { "x" } else { "" },
        });
        let change =
            if client.takes_changes { change } else { json!({ "text": self.whole(place, inserts) }) };
        let document = json!({ "uri": self.uri, "version": self.version });
        notification(
            "textDocument/didChange",
            json!({ "textDocument": document, "contentChanges": [change] }),
        )
    }

    fn whole(&self, place: (usize, usize), inserts: bool) -> String {
        let mut text = self.places.text.clone();
        let at = self.places.typed.iter().find(|&&at| {
            [true, false].into_iter().any(|in_utf16| self.places.position(at, in_utf16) == place)
        });
        if let Some(&at) = at.filter(|_| inserts) {
            text.insert(at, 'x');
        }
        text
    }
}

/// Measures a server on a file.
pub(super) fn run(server: &Server, path: &Path, places: &Places, plan: &Plan) -> Result<Figures, Failure> {
    let folder = tempfile::tempdir()?;
    let name = path.file_name().ok_or("not a file")?;
    let copy = folder.path().join(name);
    std::fs::copy(path, &copy)?;
    let uri = |path: &Path| format!("file://{}", path.display());
    let mut client = Client::start(server, &uri(folder.path()), plan.patience)?;
    let mut document = Document { uri: uri(&copy), places, version: 1 };
    let cold = cold(&mut client, &document, plan)?;
    client.settle(Duration::from_secs(60))?;
    let mut warm = warm(&mut client, &document, plan)?;
    let mut edit = edit(&mut client, &mut document, plan)?;
    client.settle(Duration::from_secs(30))?;
    let flood = flood(&mut client, &document, plan)?;
    #[expect(clippy::cast_precision_loss)]
    let peak = client.peak_bytes().map(|bytes| bytes as f64 / 1e6);
    client.end();
    Ok(Figures {
        cold,
        warm_p50: at(&mut warm, 0.5),
        warm_p99: at(&mut warm, 0.99),
        edit_p50: at(&mut edit, 0.5),
        edit_p95: at(&mut edit, 0.95),
        flood,
        peak,
    })
}

const HIGHLIGHT: &str = "textDocument/documentHighlight";

fn cold(client: &mut Client, document: &Document<'_>, plan: &Plan) -> Result<f64, Failure> {
    let text = &document.places.text;
    let opened = json!({ "uri": document.uri, "languageId": "python", "version": 1, "text": text });
    let mut bytes = notification("textDocument/didOpen", json!({ "textDocument": opened }));
    let (line, character) = document.places.position(document.places.cold, client.in_utf16);
    let (question, id) = client.request(HIGHLIGHT, document.question(line, character));
    bytes.extend(question);
    let started = Instant::now();
    client.send(&bytes)?;
    let (came, _) = client.wait(id, plan.patience)?;
    Ok(millis(came - started))
}

fn warm(client: &mut Client, document: &Document<'_>, plan: &Plan) -> Result<Vec<f64>, Failure> {
    let mut times = Vec::new();
    for &place in &document.places.warm {
        let (line, character) = document.places.position(place, client.in_utf16);
        let (bytes, id) = client.request(HIGHLIGHT, document.question(line, character));
        let started = Instant::now();
        client.send(&bytes)?;
        let (came, _) = client.wait(id, plan.patience)?;
        times.push(millis(came - started));
    }
    Ok(times)
}

fn edit(client: &mut Client, document: &mut Document<'_>, plan: &Plan) -> Result<Vec<f64>, Failure> {
    let mut times = Vec::new();
    let places = document.places;
    for (&typed, &asked) in places.typed.iter().cycle().zip(places.warm.iter().cycle()).take(plan.edits) {
        let typed = places.position(typed, client.in_utf16);
        for inserts in [true, false] {
            let (line, mut character) = places.position(asked, client.in_utf16);
            if inserts && line == typed.0 && character >= typed.1 {
                character += 1;
            }
            let mut bytes = document.typed(client, typed, inserts);
            let (question, id) = client.request(HIGHLIGHT, document.question(line, character));
            bytes.extend(question);
            let started = Instant::now();
            client.send(&bytes)?;
            let (came, _) = client.wait(id, plan.patience)?;
            times.push(millis(came - started));
        }
        // As long as between two keys of a fast typist.
        std::thread::sleep(Duration::from_millis(50));
    }
    Ok(times)
}

/// Requests that overtake each other: each cancels the one before.
fn flood(client: &mut Client, document: &Document<'_>, plan: &Plan) -> Result<f64, Failure> {
    let mut bytes = Vec::new();
    let mut last = None;
    for &place in &document.places.flood {
        let (line, character) = document.places.position(place, client.in_utf16);
        let (question, id) = client.request(HIGHLIGHT, document.question(line, character));
        bytes.extend(question);
        if let Some(before) = last.replace(id) {
            bytes.extend(notification("$/cancelRequest", json!({ "id": before })));
        }
    }
    client.send(&bytes)?;
    let sent = Instant::now();
    let (came, _) = client.wait(last.unwrap_or_default(), plan.patience)?;
    Ok(millis(came.saturating_duration_since(sent)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_several_runs() {
        let run = |cold| Figures {
            cold,
            warm_p50: 1.0,
            warm_p99: 2.0,
            edit_p50: 3.0,
            edit_p95: 4.0,
            flood: 5.0,
            peak: Some(cold),
        };
        let middle = Figures::middle(&[run(9.0), run(1.0), run(5.0)]);
        assert!(
            (middle.cold - 5.0).abs() < 1e-9 && middle.peak.is_some_and(|peak| (peak - 5.0).abs() < 1e-9)
        );
        assert!((at(&mut [1.0, 2.0, 3.0, 4.0, 5.0], 0.99) - 5.0).abs() < 1e-9);
    }
}
