//! `README.md` of the program.

use std::collections::BTreeMap;
use std::fmt::Write;

use super::rows::has_flow;
use super::shell::{called, line, needs};
use crate::rust::{
    Command, CommandFlowKind, CommandLine, CommandLocation, Crate, Declares, Doc, Method,
};
use crate::text::{Text, in_cell};

/// `README.md`.
pub(super) fn file(krate: &Crate, program: &CommandLine) -> String {
    let name = &program.program;
    let mut text = format!(
        "# {}\n\n{}\n\nClientwright made this program from `{}`. Do not edit it.\n\n## Install\n\n```sh\ncargo install --path generated/{}\n```\n\n{SMALL}",
        program.package.name,
        program.package.title.as_str(),
        krate.source.line(),
        program.package.name
    );
    text.push_str(&credentials(krate, program));
    text.push_str(&sign_in(krate, program));
    text.push_str("\n## Use\n\n```sh\n");
    for line in examples(krate, program) {
        let _ = writeln!(text, "{line}");
    }
    text.push_str("```\n\n");
    text.push_str(VALUES);
    text.push_str("\n## Commands\n\n| Command | |\n|---|---|\n");
    let several = program.groups.len() > 1;
    let requests = krate.modules.iter().flat_map(|module| &module.requests);
    let about: BTreeMap<&Text, &Doc> = requests
        .filter(|request| request.declares == Declares::Operation)
        .map(|request| (&request.id, &request.docs))
        .collect();
    for group in &program.groups {
        for command in &group.commands {
            let called = if several {
                format!("{} {}", group.name, command.name)
            } else {
                command.name.clone()
            };
            let about = about
                .get(&command.id)
                .map_or_else(String::new, |docs| in_cell(&docs.summary()));
            let _ = writeln!(text, "| `{called}` | {about} |");
        }
    }
    text.push('\n');
    text.push_str(&BASH.replace("NAME", name));
    text
}

/// What makes the program small.
const SMALL: &str = "\
Cargo reads `.cargo/config.toml` in that folder, whose release profile makes the program small. Where a workspace of yours builds
it, put those lines into the manifest of the workspace.
";

/// How credentials are given.
fn credentials(krate: &Crate, program: &CommandLine) -> String {
    let name = &program.program;
    let Some(credential) = program.credentials.first() else {
        return String::new();
    };
    let stdin = if program.flows.is_empty() {
        "or from the standard input"
    } else {
        "`-` is the standard input"
    };
    let mut text = format!(
        "\n## Credentials\n\nNo credential is ever taken from the command line, printed or logged. Set the variable, or store it in a file that you alone can read:\n\n\
         ```sh\nexport {}=...\n{name} auth login --token-file key.txt    # {stdin}\n{name} auth login --profile work --server https://example.com\n{name} auth status\n```\n\n| Scheme | Environment |\n|---|---|\n",
        credential.variable.shell_word().unwrap_or("VARIABLE")
    );
    for credential in &program.credentials {
        let scheme = krate
            .api
            .schemes
            .iter()
            .find(|scheme| scheme.constant == credential.scheme);
        let scheme = scheme.map_or_else(String::new, |scheme| scheme.name.code_in_table());
        let _ = writeln!(
            text,
            "| {scheme} | {} |",
            credential.variable.code_in_table()
        );
    }
    let _ = write!(
        text,
        "\n`cargo install --path generated/{} --features keyring` builds a program that stores credentials in the keyring \
         of the system instead: Keychain on macOS, Credential Manager on Windows, the Secret Service elsewhere.\n",
        program.package.name
    );
    text
}

/// How a person signs in, where the API has a flow of OAuth 2.0 for that.
fn sign_in(krate: &Crate, program: &CommandLine) -> String {
    let Some(flow) = program.flows.first() else {
        return String::new();
    };
    let name = &program.program;
    let variable = name.replace('-', "_").to_uppercase();
    let mut schemes = krate.api.schemes.iter();
    let scheme = schemes.find(|scheme| scheme.constant == flow.scheme);
    let scheme = scheme.and_then(|scheme| scheme.name.shell_quoted());
    // Where there is one scheme, it need not be named.
    let scheme = scheme.filter(|_| program.credentials.len() > 1);
    let login = scheme.map_or_else(
        || format!("{name} auth login"),
        |scheme| format!("{name} auth login --scheme {scheme}"),
    );
    let mut lines = vec![format!(
        "export {variable}_CLIENT_ID=...    # your application, as the service knows it"
    )];
    let in_browser = has_flow(program, CommandFlowKind::AuthorizationCode);
    if in_browser {
        lines.push(format!("{login} --scope SCOPE    # in a browser"));
        lines.push(format!(
            "{login} --no-browser     # in a browser elsewhere: the URL at which it ends is pasted"
        ));
    }
    if has_flow(program, CommandFlowKind::DeviceCode) {
        lines.push(format!(
            "{login} --flow device-code    # on another device, by a code"
        ));
    }
    let redirect = if in_browser { REDIRECT } else { "" };
    format!(
        "\n## Sign in\n\n```sh\n{}\n```\n\n{redirect}{}",
        lines.join("\n"),
        TOKENS.replace("VARIABLE", &variable)
    )
}

/// Where the browser comes back to.
const REDIRECT: &str = "\
The browser comes back to a free port of this machine, at `http://127.0.0.1:PORT/callback`; where the service knows your
application by another redirect URI, `--redirect-uri` says which.

";

/// What becomes of the tokens.
const TOKENS: &str = "\
A secret of your application is read from `VARIABLE_CLIENT_SECRET`, never from the command line. The tokens are stored where
credentials are, with what renews them: that secret too. They are renewed when they have expired. `--token-file` stores a token
that you have instead, and `auth logout` removes what is stored from this machine.
";

/// A command of each kind that there is.
fn examples(krate: &Crate, program: &CommandLine) -> Vec<String> {
    let name = &program.program;
    let all: Vec<(String, &Command)> = program
        .groups
        .iter()
        .flat_map(|group| {
            let commands = group.commands.iter();
            commands.map(move |command| (called(program, group, command), command))
        })
        .collect();
    let mut lines = Vec::new();
    let find = |test: &dyn Fn(&Command) -> bool| all.iter().find(|(_, command)| test(command));
    if let Some((called, command)) = find(&|command| command.paging.is_some()) {
        let needs = needs(command);
        lines.push(format!("{called}{needs}                       # one page"));
        lines.push(format!(
            "{called}{needs} --all-pages -o ndjson # an item a line, as the pages come"
        ));
        lines.push(format!("{called}{needs} --max-items 5 -o table"));
    }
    if let Some((called, command)) = find(&|command| {
        command.http_method == Method::Get
            && command
                .parameters
                .iter()
                .any(|parameter| parameter.location == CommandLocation::Path)
    }) {
        lines.push(format!("{called}{}", needs(command)));
    }
    if let Some((called, command)) = find(&|command| !command.bodies.is_empty()) {
        // What has no property that is required is nothing without any.
        let example = example(krate, program, command);
        lines.push(example.unwrap_or_else(|| format!("{called}{}", needs(command))));
        lines.push(format!(
            "{called} --example                # a body to start from"
        ));
        lines.push(format!(
            "{called} --json @body.json        # a file; flags are put over it"
        ));
    }
    if let Some((called, command)) = find(&|command| command.http_method == Method::Delete) {
        lines.push(format!(
            "{called}{} --curl   # the request as a line for curl",
            needs(command)
        ));
    }
    lines.push(format!(
        "{name} call GET /path             # any other request"
    ));
    if let Some((called, _)) = all.first() {
        lines.push(format!(
            "{name} describe {} -o json",
            called.split_once(' ').map_or("", |(_, rest)| rest)
        ));
    }
    lines.push(format!("{name} completions bash"));
    lines
}

/// The example of the reference, where it fits on a line.
fn example(krate: &Crate, program: &CommandLine, command: &Command) -> Option<String> {
    let requests = krate.modules.iter().flat_map(|module| &module.requests);
    let mut declared = requests.filter(|request| request.declares == Declares::Operation);
    let line = line(program, declared.find(|request| request.id == command.id)?)?;
    (!line.contains('\n')).then_some(line)
}

const VALUES: &str = "\
Values: `--x null` is null where a value may be, `--x '[]'` an empty list, `--x ''` an empty text, and a flag that is not given
is left out. `--x -1` and `--x=-1` are numbers. `@FILE` is what a file holds and `@-` the standard input; `\\@text` begins with an at
sign. Lists are repeated flags or JSON; objects are `id=1,role=member` or JSON; `--outer.inner VALUE` sets a property inside an
object. PowerShell and cmd need no quotes that way: `--json @body.json`.

Output: `json` is always one valid document, `ndjson` a record a line; `table`, `csv`, `yaml` and `raw` are there too.
`--select email,owner.name` prints these members alone. Whatever else is said goes to the standard error, the body of an error too.

Exit codes: 0 done, 1 something here is wrong, 2 usage, 3 credentials (401, 403), 4 any other 4xx, 5 any 5xx, 6 no response or a
timeout, 130 interrupted.
";

const BASH: &str = "\
## Coming from the generated bash client

| There | Here |
|---|---|
| `KEY=VALUE` (a parameter) | `--key VALUE`, or its position where it is part of the path |
| `KEY==VALUE` (a text in the body) | `--key VALUE` |
| `KEY:=3` (a number in the body) | `--key 3` |
| `HEADER:VALUE` | `-H 'HEADER: VALUE'` |
| `-` (the body from the standard input) | `--json -` |
| `-ac TYPE`, `-ct TYPE` | `-H 'accept: TYPE'`, `--content-type TYPE` where there are several, else `-H 'content-type: TYPE'` |
| `--dry-run` | `--curl` |
| `--host URL` | `--server URL`, or a profile |
| `--force` | not needed: nothing is asked |
| `--about`, `--help` | `--help` |
| `-h OPERATION` | `NAME OPERATION --help` |
";
