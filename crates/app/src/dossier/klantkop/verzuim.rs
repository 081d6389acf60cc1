//! What is still open of a client's not showing, as badges in the head that lead to the conversation.

use domain::{datum::kort, opschorting};
use jiff::civil::Date;
use storage::gesprek as gesprekken;

use self::gesprekken::{Verzuim, Verzuimstand};
use crate::gesprek;

/// A badge that leads to the conversation.
pub(super) struct Verzuimfeit {
    pub(super) tekst: String,
    pub(super) kleur: &'static str,
    pub(super) href: String,
}

impl Verzuimfeit {
    /// What asks attention today. Without a running benefit only a cure period still does.
    pub(super) fn van(verzuim: &Verzuim, loopt: bool, vandaag: Date) -> Option<Self> {
        let dag = |dag| zonder_jaar(dag, vandaag);
        let (tekst, kleur) = match verzuim.stand {
            Verzuimstand::Hersteltermijn { einde } if einde < vandaag => {
                (format!("hersteltermijn voorbij sinds {}", dag(einde)), "rood")
            }
            Verzuimstand::Hersteltermijn { einde } => (format!("hersteltermijn t/m {}", dag(einde)), "amber"),
            _ if !loopt => return None,
            Verzuimstand::ZonderVervolg => (format!("op {}, nog geen vervolg", dag(verzuim.dag)), "rood"),
            Verzuimstand::Overgedragen { op } => overgedragen(op, vandaag),
        };
        Some(Self { tekst, kleur, href: gesprek::paths::gesprek(verzuim.gesprek) })
    }
}

/// Since when lawfulness has the case, and when the eight weeks end that a suspension lasts at most (PW 54(1)): by then there is
/// a decision, or the suspension ends. It begins on the day of the hand-over at the earliest, so this is the safe day.
fn overgedragen(op: Date, vandaag: Date) -> (String, &'static str) {
    let sinds = format!("bij rechtmatigheid sinds {}", zonder_jaar(op, vandaag));
    match opschorting::laatste_dag(op) {
        Ok(laatste) if laatste < vandaag => {
            (format!("{sinds} · 8 weken waren om op {}", zonder_jaar(laatste, vandaag)), "rood")
        }
        Ok(laatste) => (format!("{sinds} · 8 weken om op {}", zonder_jaar(laatste, vandaag)), "amber"),
        // Of a day on which no term is known, none is said.
        Err(_) => (sinds, "amber"),
    }
}

/// `7 dec`, with the year when it is another one.
fn zonder_jaar(dag: Date, vandaag: Date) -> String {
    let tekst = kort(dag);
    let jaar = format!(" {}", vandaag.year());
    tekst.strip_suffix(&jaar).unwrap_or(&tekst).to_owned()
}
