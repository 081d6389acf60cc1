//! A round past the municipalities whose letters go out.

use domain::gemeente::Gemeente;
use storage::{Error, Result};

/// How it went with the municipalities so far. What goes wrong with one is logged and ends nothing: the others go on.
#[derive(Default)]
pub(super) struct Ronde {
    een_gelukt: bool,
    eerste_fout: Option<Error>,
}

impl Ronde {
    pub(super) fn neem(&mut self, gemeente: Gemeente, uitslag: Result<()>) {
        match uitslag {
            Ok(()) => self.een_gelukt = true,
            Err(error) => {
                tracing::error!(%error, gemeente = gemeente.code(), "the outbox of a municipality was not worked at");
                self.eerste_fout.get_or_insert(error);
            }
        }
    }

    /// Fails when it went well with none of them: then it is the database, and there is no hurry.
    pub(super) fn uitslag(self) -> Result<()> {
        match self.eerste_fout {
            Some(error) if !self.een_gelukt => Err(error),
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_wrong_with_one_municipality_is_not_the_end_of_the_round() {
        let ronde = |haarlem: Result<()>, zandvoort: Result<()>| {
            let mut ronde = Ronde::default();
            ronde.neem(Gemeente::HAARLEM, haarlem);
            ronde.neem(Gemeente::ZANDVOORT, zandvoort);
            ronde.uitslag()
        };
        assert!(ronde(Ok(()), Ok(())).is_ok());
        assert!(ronde(Err(Error::Stale), Ok(())).is_ok(), "Zandvoort's letters went");
        assert!(ronde(Ok(()), Err(Error::Decrypt)).is_ok());
        let alle = ronde(Err(Error::Stale), Err(Error::Decrypt));
        assert!(matches!(alle, Err(Error::Stale)), "a database that is away is told, and waited for");
        assert!(Ronde::default().uitslag().is_ok(), "nobody lives here yet");
    }
}
