//! Help and complaints of the command line in Dutch: clap speaks English by itself.

use clap::{
    Arg, ArgAction, Command,
    error::{ContextKind, ContextValue, Error, ErrorKind},
};

const SJABLOON: &str = "\
{about-with-newline}
Gebruik: {usage}

{all-args}{after-help}
";

/// The same command line with Dutch headings, in all its commands.
pub(super) fn in_het_nederlands(command: Command) -> Command {
    translate(command, "")
}

fn translate(command: Command, before: &str) -> Command {
    let path = format!("{before}{} ", command.get_name());
    // A copy, because showing its usage closes a command for changes.
    let command = command.bin_name(path.trim_end());
    let usage = command.clone().render_usage().to_string();
    let usage =
        usage.trim_start_matches("Usage:").trim().replace("[OPTIONS]", "[OPTIES]").replace("<COMMAND>", "<OPDRACHT>");
    command
        .override_usage(usage)
        .help_template(SJABLOON)
        .disable_help_flag(true)
        .disable_help_subcommand(true)
        .disable_version_flag(true)
        .subcommand_help_heading("Opdrachten")
        .subcommand_value_name("OPDRACHT")
        .mut_args(|argument| {
            let heading = match (argument.get_help_heading(), argument.is_positional()) {
                (Some(heading), _) => heading.to_owned(),
                (None, true) => "Argumenten".to_owned(),
                (None, false) => "Opties".to_owned(),
            };
            let default = argument.get_default_values().first().map(|value| value.to_string_lossy().into_owned());
            let help = argument.get_help().map(ToString::to_string).unwrap_or_default();
            let argument = match default {
                Some(default) => argument.help(format!("{help} [standaard: {default}]")),
                None => argument,
            };
            let argument = argument.help_heading(heading).hide_env(true);
            // A flag such as --json has no value to tell about; clap refuses to hide what is not there.
            let has_value = argument.get_action().takes_values();
            if has_value { argument.hide_default_value(true).hide_possible_values(true) } else { argument }
        })
        .arg(flag("help", 'h', "Toon deze hulp", ArgAction::Help))
        .mut_subcommands(|command| translate(command, &path))
}

/// The flag for the version, on the program itself only.
pub(super) fn met_versie(command: Command) -> Command {
    command.arg(flag("version", 'V', "Toon de versie", ArgAction::Version))
}

fn flag(name: &'static str, short: char, help: &'static str, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).help(help).action(action).help_heading("Opties")
}

/// What is wrong with what was typed, and what to do.
pub(super) fn klacht(error: &Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let source = std::error::Error::source(error).map(ToString::to_string);
    let what = match error.kind() {
        ErrorKind::UnknownArgument => format!("onbekend argument {argument}"),
        ErrorKind::InvalidSubcommand => format!("onbekende opdracht {}", context(ContextKind::InvalidSubcommand)),
        ErrorKind::MissingRequiredArgument => format!("er ontbreekt iets: {argument}"),
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            "kies een opdracht".to_owned()
        }
        ErrorKind::ArgumentConflict => format!("{argument} staat er dubbel of gaat niet samen met iets anders"),
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues | ErrorKind::NoEquals => {
            format!("het aantal waarden bij {argument} klopt niet")
        }
        ErrorKind::InvalidValue if value.is_empty() => format!("bij {argument} hoort een waarde"),
        ErrorKind::InvalidValue => {
            let allowed = context(ContextKind::ValidValue);
            let allowed = if allowed.is_empty() { String::new() } else { format!("; kies uit {allowed}") };
            format!("{value:?} kan niet bij {argument}{allowed}")
        }
        ErrorKind::ValueValidation => {
            let why = source.map_or_else(String::new, |why| format!(": {why}"));
            format!("{value:?} kan niet bij {argument}{why}")
        }
        _ => "de opdracht is niet te begrijpen".to_owned(),
    };
    let suggested = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand].map(context).concat();
    let hint = if suggested.is_empty() { String::new() } else { format!("\nBedoelt u {suggested}?") };
    format!("klantbeeld: {what}{hint}\nBekijk wat er kan met: klantbeeld --help")
}
