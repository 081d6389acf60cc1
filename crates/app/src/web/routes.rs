//! Routes with the right they ask for. A route cannot be added without one; `klantbeeld routes` prints the table, and a
//! golden file holds it.

use std::{collections::HashMap, convert::Infallible, sync::Arc};

use axum::{
    Router,
    handler::Handler,
    http::Method,
    routing::{MethodFilter, MethodRouter, on},
};
use domain::gebruiker::Recht;

use super::App;

/// One route.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RouteRegel {
    /// `GET` or `POST`.
    pub methode: &'static str,
    /// The path, with `{id}` for what varies.
    pub pad: &'static str,
    /// What the visitor must be allowed to.
    pub recht: Recht,
}

/// Routes that are being put together.
pub struct Routes {
    router: Router<App>,
    tabel: Vec<RouteRegel>,
}

impl Default for Routes {
    fn default() -> Self {
        Self::new()
    }
}

impl Routes {
    /// None yet.
    #[must_use]
    pub fn new() -> Self {
        Self { router: Router::new(), tabel: Vec::new() }
    }

    /// A page to look at.
    #[must_use]
    pub fn get<H, T>(self, pad: &'static str, recht: Recht, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("GET", pad, recht, on(MethodFilter::GET, handler))
    }

    /// Something to do. It reads its form with `Formulier`, which checks the token.
    #[must_use]
    pub fn post<H, T>(self, pad: &'static str, recht: Recht, handler: H) -> Self
    where
        H: Handler<T, App>,
        T: 'static,
    {
        self.add("POST", pad, recht, on(MethodFilter::POST, handler))
    }

    /// The routes of a slice.
    #[must_use]
    pub fn en(mut self, other: Self) -> Self {
        self.tabel.extend(other.tabel);
        Self { router: self.router.merge(other.router), tabel: self.tabel }
    }

    /// The table of routes, by path.
    #[must_use]
    pub fn tabel(&self) -> Vec<RouteRegel> {
        let mut tabel = self.tabel.clone();
        tabel.sort_by_key(|regel| (regel.pad, regel.methode));
        tabel
    }

    /// The router and the rights to check before each handler.
    pub fn klaar(self) -> (Router<App>, Rechten) {
        let rights = self.tabel.iter().map(|regel| {
            let method = if regel.methode == "POST" { Method::POST } else { Method::GET };
            ((method, regel.pad), regel.recht)
        });
        (self.router, Rechten(Arc::new(rights.collect())))
    }

    fn add(
        mut self,
        methode: &'static str,
        pad: &'static str,
        recht: Recht,
        handler: MethodRouter<App, Infallible>,
    ) -> Self {
        self.tabel.push(RouteRegel { methode, pad, recht });
        Self { router: self.router.route(pad, handler), tabel: self.tabel }
    }
}

/// Which right each route asks for.
#[derive(Debug, Clone)]
pub struct Rechten(Arc<HashMap<(Method, &'static str), Recht>>);

impl Rechten {
    /// Whether any route has this path.
    #[must_use]
    pub fn kent(&self, pad: &str) -> bool {
        self.0.keys().any(|(_, path)| *path == pad)
    }

    /// The right of a route; `None` is a route that was not declared, which nobody may use.
    #[must_use]
    pub fn van(&self, method: &Method, pad: &str) -> Option<Recht> {
        let method = if *method == Method::HEAD { &Method::GET } else { method };
        self.0.iter().find(|((declared, path), _)| declared == method && *path == pad).map(|(_, recht)| *recht)
    }
}

/// The table as text, as `klantbeeld routes` prints it.
#[must_use]
pub fn als_tekst(tabel: &[RouteRegel]) -> String {
    let width = tabel.iter().map(|regel| regel.pad.len()).max().unwrap_or_default();
    tabel.iter().map(|regel| format!("{:<4} {:<width$} {}\n", regel.methode, regel.pad, regel.recht.code())).collect()
}
