//! The command line: the same answers as the page's.

use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, Parser, Subcommand};
use tls_ready::day::Day;
use tls_ready::profile;
use tls_ready::render::{data, html, text};
use tls_ready::report::{Report, Verdict};
use tls_ready::{
    Asker, PLATFORMS, Policy, Response, Stack, check, inspect, interpret_response, platform,
};

const EXIT_CODES: &str = "\
Exit codes: 0 ready; 1 a switch, an update, another cause or the other side; 2 not settled,
also where the cause is found and only the version is missing; of several files 1 before 2 before 0.
64 a mistake in the command, 66 a file that cannot be read.
inspect --jsonl: 0 where every line was answered, else 64.";

/// Does this client stack speak TLS 1.2 (and 1.3), and what to change.
#[derive(Parser)]
#[command(version, about, after_help = EXIT_CODES)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The source files of the platforms and of `shared`: paths and texts.
const FILES: &[(&str, &str)] = include!(concat!(env!("OUT_DIR"), "/files.rs"));

#[derive(Subcommand)]
enum Command {
    /// Anything that people paste: text from files or standard input
    #[command(after_help = EXIT_CODES)]
    Inspect(InspectArgs),
    /// A platform and a version
    #[command(after_help = EXIT_CODES)]
    Check(CheckArgs),
    /// The reply of a test endpoint, from a file or standard input
    #[command(after_help = EXIT_CODES)]
    Reply(ReplyArgs),
    /// The table
    Platforms {
        /// As JSON: the document that the site publishes as data/platforms.json
        #[arg(long)]
        json: bool,
    },
    /// The static table of some platforms, for embedding
    Table {
        /// As an HTML fragment
        #[arg(long)]
        html: bool,
        /// Ids or names; all where none is given
        ids: Vec<String>,
    },
    /// The whole file of a change or a probe, as a report names it
    File {
        /// Its path: platforms/java/Probe.java
        path: String,
    },
}

#[derive(Args)]
struct InspectArgs {
    /// The files; standard input where none is given
    files: Vec<PathBuf>,
    /// JSON Lines {"id": …, "input": "…"} in, reports with the same id out; for a line that is none {"error": …, "line": N}
    #[arg(long, conflicts_with = "json")]
    jsonl: bool,
    #[command(flatten)]
    output: Output,
}

#[derive(Args)]
struct CheckArgs {
    /// Its id or name: java, dotnet, ruby, python, openssl
    platform: String,
    /// Its version as it prints it: `1.7.0_80`, 7u80, 2.7.9
    version: String,
    /// The TLS library that it runs on: "OpenSSL 1.0.1e"
    #[arg(long)]
    linked: Option<String>,
    /// A build with rules of its own: openjdk
    #[arg(long)]
    variant: Option<String>,
    #[command(flatten)]
    output: Output,
}

#[derive(Args)]
struct ReplyArgs {
    /// The file; standard input where none is given
    file: Option<PathBuf>,
    /// The HTTP status of the reply
    #[arg(long)]
    status: Option<u16>,
    #[command(flatten)]
    output: Output,
}

#[derive(Args)]
struct Output {
    /// The lowest version that is accepted; the profile's where it is not given
    #[arg(long, value_parser = ["1.2", "1.3"])]
    minimum: Option<String>,
    /// The test endpoint that the commands ask
    #[arg(long)]
    endpoint: Option<String>,
    /// A provider's profile, a JSON file; see data/profile.schema.json
    #[arg(long)]
    profile: Option<PathBuf>,
    /// The report as JSON
    #[arg(long)]
    json: bool,
    /// All of it: every change and command, what else may fail, the sources
    #[arg(long, conflicts_with = "json")]
    full: bool,
}

/// What ends the program early: its exit code and its message.
struct Failure(u8, String);

impl Failure {
    fn usage(error: &impl ToString) -> Self {
        Self(64, error.to_string())
    }
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let wanted = !error.use_stderr();
            // Nothing is left to say where even the help cannot be printed.
            let _ = error.print();
            return if wanted { ExitCode::SUCCESS } else { ExitCode::from(64) };
        }
    };
    match run(cli.command) {
        Ok((output, code)) => match std::io::stdout().write_all(output.as_bytes()) {
            Ok(()) => ExitCode::from(code),
            Err(_) => ExitCode::FAILURE,
        },
        Err(Failure(code, message)) => {
            eprintln!("tls-ready: {message}");
            ExitCode::from(code)
        }
    }
}

fn run(command: Command) -> Result<(String, u8), Failure> {
    match command {
        Command::Inspect(args) if args.jsonl => lines(args),
        Command::Inspect(args) => inspect_files(args),
        Command::Check(args) => {
            let policy = args.output.policy()?;
            let stack = Stack {
                platform: args.platform,
                version: args.version,
                linked: args.linked,
                variant: args.variant,
            };
            let meant = meant(&stack.platform);
            let report =
                check(&stack, &policy).map_err(|error| Failure(64, meant + &error.to_string()))?;
            args.output.show(&report)
        }
        Command::Reply(args) => {
            let policy = args.output.policy()?;
            let body = read(args.file)?;
            let response = Response { status: args.status, content_type: None, body: &body };
            args.output.show(&interpret_response(&response, &Asker::Program, &policy))
        }
        Command::Platforms { json: true } => {
            json_text(data::json(&data::Document::whole())).map(|text| (text, 0))
        }
        Command::Platforms { json: false } => {
            let head = "platform\tbuild\tversions\tTLS 1.2\tTLS 1.3\n";
            // The head has scrolled away where this is read.
            let foot = "\n“-” in the second column: every build without rules of its own.\n";
            let lines: String = PLATFORMS
                .iter()
                .flat_map(|platform| {
                    platform.rules.iter().map(move |rule| {
                        format!(
                            "{}\t{}\t{}\t{}\t{}\n",
                            platform.id,
                            rule.variant.unwrap_or("-"),
                            rule.versions,
                            rule.tls12.id(),
                            rule.tls13.id()
                        )
                    })
                })
                .collect();
            Ok((format!("{head}{lines}{foot}"), 0))
        }
        Command::Table { html: false, .. } => Err(Failure(
            64,
            "table writes HTML and no other form: add --html; tls-ready platforms prints the rules"
                .into(),
        )),
        Command::Table { html: true, ids } => table(&ids),
        Command::File { path } => {
            let file = FILES.iter().find(|(name, _)| *name == path);
            let unknown = || Failure(66, format!("there is no file {path}"));
            file.map(|(_, text)| ((*text).to_owned(), 0)).ok_or_else(unknown)
        }
    }
}

/// The platform that a misspelt name may mean, as a question, or nothing.
fn meant(name: &str) -> String {
    if platform(name).is_some() {
        return String::new();
    }
    let name = &name.to_lowercase();
    PLATFORMS
        .iter()
        .flat_map(|platform| {
            let names = platform.aliases.iter().copied().chain([platform.id]);
            names.map(move |known| (strsim::damerau_levenshtein(known, name), platform.id))
        })
        .min()
        .filter(|(distance, _)| *distance == 1 && name.chars().count() > 2)
        .map_or_else(String::new, |(_, id)| format!("did you mean {id}? "))
}

/// One report for each file, or one for standard input.
fn inspect_files(args: InspectArgs) -> Result<(String, u8), Failure> {
    let policy = args.output.policy()?;
    let inputs: Vec<Option<PathBuf>> =
        if args.files.is_empty() { vec![None] } else { args.files.into_iter().map(Some).collect() };
    let several = inputs.len() > 1;
    let mut out = String::new();
    let mut codes = Vec::new();
    for input in inputs {
        let heading = input.as_ref().map(|path| format!("== {}\n", path.display()));
        let text = read_text(input)?;
        let report = inspect(&String::from_utf8_lossy(&text), &policy);
        if several && !args.output.json {
            out += &heading.unwrap_or_default();
        }
        let (text, code) = args.output.show(&report)?;
        out += &text;
        codes.push(code);
    }
    // With several inputs 1 beats 2 beats 0.
    let code = [1, 2].into_iter().find(|code| codes.contains(code)).unwrap_or(0);
    Ok((out, code))
}

/// A line of `--jsonl`.
#[derive(serde::Deserialize)]
struct Question {
    id: serde_json::Value,
    input: String,
}

/// An answer of `--jsonl`.
#[derive(serde::Serialize)]
struct Answer<'a> {
    id: &'a serde_json::Value,
    #[serde(flatten)]
    report: &'a Report,
}

/// What stands in the place of an answer for a line of `--jsonl` that is no
/// question.
#[derive(serde::Serialize)]
struct Refusal {
    error: String,
    line: usize,
}

/// JSON Lines in, JSON Lines out, in order: one for each line.
fn lines(args: InspectArgs) -> Result<(String, u8), Failure> {
    let policy = args.output.policy()?;
    let inputs: Vec<Option<PathBuf>> =
        if args.files.is_empty() { vec![None] } else { args.files.into_iter().map(Some).collect() };
    let texts: Vec<Vec<u8>> = inputs.into_iter().map(read_whole).collect::<Result<_, _>>()?;
    let (mut out, mut code) = (String::new(), 0);
    for text in &texts {
        let text = String::from_utf8_lossy(text);
        for (line, text) in (1..).zip(text.lines()).filter(|(_, text)| !text.trim().is_empty()) {
            let written = match serde_json::from_str::<Question>(text) {
                Ok(Question { id, input }) => {
                    let report = inspect(&input, &policy);
                    serde_json::to_string(&Answer { id: &id, report: &report })
                }
                Err(error) => {
                    code = 64;
                    let error = format!("this is not {{\"id\": …, \"input\": \"…\"}}: {error}");
                    // The only line that the reader of it knows is its own.
                    let error = error.replace(" at line 1 column ", " at column ");
                    serde_json::to_string(&Refusal { error, line })
                }
            };
            out += &json_text(written)?;
            out.push('\n');
        }
    }
    Ok((out, code))
}

fn table(ids: &[String]) -> Result<(String, u8), Failure> {
    let mut out = String::new();
    if ids.is_empty() {
        for platform in &PLATFORMS {
            out += &html::section(platform).into_string();
        }
    }
    for id in ids {
        let found = platform(id).ok_or_else(|| {
            let meant = meant(id);
            Failure(
                64,
                format!("{meant}“{id}” is no platform of the table; see tls-ready platforms"),
            )
        })?;
        out += &html::section(found).into_string();
    }
    out.push('\n');
    Ok((out, 0))
}

impl Output {
    fn policy(&self) -> Result<Policy, Failure> {
        let mut policy = match &self.profile {
            Some(file) => read_profile(file)?,
            None => Policy::built_in(),
        };
        policy.today = today();
        if let Some(minimum) = &self.minimum {
            policy = policy.with_minimum(minimum).map_err(|error| Failure::usage(&error))?;
        }
        match &self.endpoint {
            None => Ok(policy),
            Some(endpoint) => {
                policy.with_endpoint(endpoint).map_err(|error| Failure::usage(&error))
            }
        }
    }

    fn show(&self, report: &Report) -> Result<(String, u8), Failure> {
        let output = match (self.json, self.full) {
            (true, _) => json(report)?,
            (false, true) => text::report(report),
            (false, false) => text::short(report),
        };
        Ok((output, code(report.verdict)))
    }
}

/// The day by this machine's clock, in UTC.
fn today() -> Option<Day> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).ok()?;
    Day::of_epoch(since.as_secs() / 86_400)
}

fn read_profile(file: &Path) -> Result<Policy, Failure> {
    let bad = |why: &dyn std::fmt::Display| Failure(64, format!("{}: {why}", file.display()));
    let text = read_at_most(Some(file.to_owned()), profile::LONGEST as u64 + 1)?;
    if text.len() > profile::LONGEST {
        return Err(bad(&"is longer than any profile needs"));
    }
    let json: serde_json::Value = serde_json::from_slice(&text).map_err(|error| bad(&error))?;
    if !json.is_object() {
        return Err(bad(&"is not an object"));
    }
    let mut fields = Vec::new();
    flatten(json, String::new(), 0, &mut fields);
    Policy::from_fields(&fields).map_err(|error| bad(&error))
}

/// Plain fields of a value.
fn flatten(
    value: serde_json::Value,
    path: String,
    depth: usize,
    fields: &mut Vec<(String, profile::Value)>,
) {
    use serde_json::Value;
    match value {
        Value::String(text) => fields.push((path, profile::Value::Text(text))),
        Value::Array(items) if depth < profile::DEEPEST => {
            for (index, item) in items.into_iter().enumerate() {
                flatten(item, format!("{path}[{index}]"), depth + 1, fields);
            }
        }
        Value::Object(members) if depth < profile::DEEPEST => {
            for (key, member) in members {
                let path = if path.is_empty() { key } else { format!("{path}.{key}") };
                flatten(member, path, depth + 1, fields);
            }
        }
        _ => fields.push((path, profile::Value::Other)),
    }
}

const fn code(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Ready => 0,
        Verdict::Unknown => 2,
        _ => 1,
    }
}

fn json(value: &impl serde::Serialize) -> Result<String, Failure> {
    json_text(serde_json::to_string_pretty(value).map(|text| text + "\n"))
}

fn json_text(text: serde_json::Result<String>) -> Result<String, Failure> {
    text.map_err(|error| Failure(70, format!("this cannot be written as JSON: {error}")))
}

/// Reads a file, or standard input; a little more than is looked at, so that
/// the report can say that something was left out.
fn read_text(file: Option<PathBuf>) -> Result<Vec<u8>, Failure> {
    read_at_most(file, tls_ready::LONGEST_TEXT as u64 + 1)
}

/// Reads the whole of a file or of standard input.
fn read_whole(file: Option<PathBuf>) -> Result<Vec<u8>, Failure> {
    read_at_most(file, u64::MAX)
}

/// Reads a file, or standard input; a little more than the longest reply, so
/// that a longer one is seen to be longer.
fn read(file: Option<PathBuf>) -> Result<Vec<u8>, Failure> {
    read_at_most(file, tls_ready::recognise::response::LONGEST as u64 + 1)
}

fn read_at_most(file: Option<PathBuf>, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut body = Vec::new();
    let (name, result) = match file {
        None => ("standard input".to_owned(), std::io::stdin().take(limit).read_to_end(&mut body)),
        Some(path) => {
            let result =
                std::fs::File::open(&path).and_then(|file| file.take(limit).read_to_end(&mut body));
            (path.display().to_string(), result)
        }
    };
    result.map(|_| body).map_err(|error| Failure(66, format!("cannot read {name}: {error}")))
}
