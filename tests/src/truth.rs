//! What an analysis made from nothing says of what is on screen.

use namelight::app::Observation;
use namelight_engine::FileIndex;
use namelight_engine::worker::CancelToken;

/// Holds everything that is lit, on screen or not, against an analysis made from nothing.
///
/// # Errors
/// In words, when the two differ.
pub fn check_lit(observation: &Observation<'_>) -> Result<(), String> {
    let mut index = FileIndex::of(observation.text);
    let found =
        index.find_at(observation.cursor, &CancelToken::never()).map_err(|error| error.to_string())?;
    let (name, occurrences) = match &found {
        Some(found) => (Some(found.target.name.as_str()), &*found.occurrences),
        None => (None, [].as_slice()),
    };
    let lit_name = observation.target.map(|target| target.name.as_str());
    if (lit_name, observation.lit) == (name, occurrences) {
        return Ok(());
    }
    Err(format!(
        "at byte {} {name:?} should be lit {} times, but {lit_name:?} is {} times",
        observation.cursor,
        occurrences.len(),
        observation.lit.len(),
    ))
}
