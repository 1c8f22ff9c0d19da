//! The stages in a row.

use std::collections::BTreeSet;

use crate::document::{self, Document, Loaded, Sources};
use crate::emit::{Module, command_line, emit, module};
use crate::files::Files;
use crate::ir::Api;
use crate::lower::lower;
use crate::plan::{self, Options};
use crate::report::{Code, Diagnostic, Report};
use crate::rust::Crate;
use crate::source::Source;

/// A file as it was read: its name and its bytes.
struct File {
    name: String,
    bytes: Vec<u8>,
}

impl File {
    fn new(name: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            bytes: bytes.into(),
        }
    }

    fn source(&self) -> Result<Source, Diagnostic> {
        document::source_of(&self.name, &self.bytes)
    }
}

/// What a crate is made from.
pub struct Input<'a> {
    name: String,
    entry: File,
    overlay: Option<File>,
    folder: Option<String>,
    allowed: BTreeSet<Code>,
    module: Option<BTreeSet<String>>,
    read: &'a dyn Fn(&str) -> Result<String, String>,
}

impl<'a> Input<'a> {
    /// A description: `name` is that of the package, such as `openai-invites`; `file` is that of the description as
    /// messages and the headers of files name it, such as `spec/openai-invites.yaml`; `text` is what the file holds,
    /// YAML or JSON, as text or as bytes.
    #[must_use]
    pub fn new(name: impl Into<String>, file: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        Self {
            name: name.into(),
            entry: File::new(file, text),
            overlay: None,
            folder: None,
            allowed: BTreeSet::new(),
            module: None,
            read: &|file| Err(format!("the file `{file}` was not given")),
        }
    }

    /// Sets the overlay document that is applied to the description first.
    #[must_use]
    pub fn overlay(mut self, file: impl Into<String>, text: impl Into<Vec<u8>>) -> Self {
        self.overlay = Some(File::new(file, text));
        self
    }

    /// Sets the folder that no `$ref` leads out of: the beginning of the description's name, so its own folder (which
    /// is meant where nothing is set) or one further up.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<String>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Allows errors of this code, one of [`Code::ALLOWABLE`]: a reference that leads nowhere costs its type, or what
    /// it stands for, instead of the crate; and a description of more operations or schemas than most machines can do with
    /// is generated all the same.
    #[must_use]
    pub fn allow(mut self, code: Code) -> Self {
        self.allowed.insert(code);
        self
    }

    /// Asks for a module with these features of the crate ([`emit::features`](crate::emit::features()) lists them) instead
    /// of a crate.
    #[must_use]
    pub fn module(mut self, features: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.module = Some(features.into_iter().map(Into::into).collect());
        self
    }

    /// Sets how further files are read: by their name relative to that folder, out of which no name leads.
    #[must_use]
    pub fn read(mut self, read: &'a dyn Fn(&str) -> Result<String, String>) -> Self {
        self.read = read;
        self
    }
}

/// What came of a description: each stage as far as it got, and what there is to say.
#[derive(Debug)]
pub struct Output {
    /// What the files say.
    pub document: Option<Document>,
    /// What the API is.
    pub api: Option<Api>,
    /// What the crate will be.
    pub krate: Option<Crate>,
    /// The files of the crate; `None` where the report has an error, or a module is asked for.
    pub files: Option<Files>,
    /// The module that is asked for; `None` where the report has an error.
    pub module: Option<Module>,
    /// The files of its command line, for a folder beside that of the crate; `None` also where there is to be none.
    pub command_line: Option<Files>,
    /// What is wrong with the description, or cannot be expressed.
    pub report: Report,
    /// Where the report's places are in the files.
    pub sources: Sources,
}

/// Reads a description, and makes nothing of it: there is a document and an API at most.
#[must_use]
#[allow(
    clippy::needless_pass_by_value,
    reason = "callers hand an input over, as to `generate`"
)]
pub fn understand(input: Input<'_>) -> Output {
    let loaded = load(&input);
    let (document, mut report) = (loaded.document, loaded.report);
    let mut api = document
        .as_ref()
        .and_then(|document| lower(document, &mut report));
    if let (Some(api), Some(_)) = (&mut api, &input.module) {
        api.command_line = false;
    }
    Output {
        document,
        api,
        krate: None,
        files: None,
        module: None,
        command_line: None,
        report,
        sources: loaded.sources,
    }
}

/// Creates a crate of a description. It writes nothing, and no input makes it panic.
#[must_use]
pub fn generate(input: Input<'_>) -> Output {
    let options = Options {
        name: input.name.clone(),
        source: input.entry.name.clone(),
    };
    let features = input.module.clone();
    let mut output = understand(input);
    let api = output.api.as_ref();
    output.krate = api.map(|api| plan::plan(api, &options, &mut output.report));
    let whole = output
        .krate
        .as_ref()
        .filter(|_| !output.report.has_errors());
    match &features {
        None => output.files = whole.map(emit),
        Some(features) => output.module = whole.map(|krate| module(krate, features)),
    }
    output.command_line =
        whole.and_then(|krate| Some(command_line(krate, krate.command_line.as_ref()?)));
    output
}

fn load(input: &Input<'_>) -> Loaded {
    let texts = input.entry.source().and_then(|entry| {
        let overlay = input.overlay.as_ref().map(File::source).transpose()?;
        Ok((entry, overlay))
    });
    let mut report = Report::allowing(input.allowed.iter().copied());
    let folder = input.folder.as_deref().unwrap_or_else(|| {
        let folder = input.entry.name.rsplit_once('/');
        folder.map_or("", |(folder, _)| folder)
    });
    match texts {
        Ok((entry, overlay)) => document::load_within(folder, entry, overlay, input.read, report),
        Err(diagnostic) => {
            report.push(diagnostic);
            Loaded {
                document: None,
                report,
                sources: Sources::default(),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Input, generate};
    use crate::report::{Code, Place};

    #[test]
    fn what_is_no_description_ends_in_a_report() {
        let output = generate(Input::new("pets", "pets.yaml", "["));
        assert!(output.report.has_errors());
        assert!(output.document.is_none() && output.files.is_none());
    }

    #[test]
    fn bytes_that_are_no_text_are_told_with_their_place() {
        let input = Input::new("pets", "pets.yaml", b"openapi: 3.0.0\nx: \xff");
        let output = generate(input);
        let place = Place::Text {
            file: "pets.yaml".to_owned(),
            line: 2,
            column: 4,
        };
        assert_eq!(output.report.diagnostics()[0].place, place);
    }

    #[test]
    fn other_files_are_read_from_the_folder_that_is_set() {
        let text = "openapi: 3.0.0\ninfo: {title: t, version: v}\npaths: {}\n\
                    components: {schemas: {Pet: {$ref: ../pet.yaml}}}\n";
        let read = |name: &str| match name {
            "pet.yaml" => Ok("type: string".to_owned()),
            _ => Err(format!("no {name}")),
        };
        let input = || Input::new("pets", "spec/api/pets.yaml", text).read(&read);
        assert_eq!(generate(input().folder("spec")).report.diagnostics(), []);
        let codes = generate(input()).report.diagnostics()[0].code;
        assert_eq!(codes, Code::File);
    }

    /// A description with references that lead nowhere: from a schema, a body, a parameter, a response and to a file.
    const LOST: &str = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    \
        post:\n      operationId: a\n      requestBody: {$ref: '#/components/requestBodies/No'}\n      \
        responses: {'200': {description: d}}\n    \
        put:\n      operationId: b\n      parameters: [{$ref: '#/components/parameters/No'}]\n      \
        responses: {'200': {description: d}}\n    \
        get:\n      operationId: c\n      \
        responses: {'200': {description: d, content: {application/json: {schema: {$ref: '#/components/schemas/No'}}}},\
         '404': {$ref: '#/components/responses/No'}}\n\
        components: {schemas: {Pet: {properties: {a: {$ref: gone.yaml}}}}}\n";

    #[test]
    fn a_reference_that_leads_nowhere_is_an_error_that_can_be_allowed() {
        let refused = generate(Input::new("pets", "pets.yaml", LOST));
        assert!(refused.files.is_none());
        let help = refused.report.diagnostics()[0].help.as_deref();
        let help = help.unwrap_or_default();
        assert!(
            help.contains("or `--allow file`: the type is any JSON"),
            "{help}"
        );
        let allowed = Code::ALLOWABLE
            .into_iter()
            .fold(Input::new("pets", "pets.yaml", LOST), Input::allow);
        let output = generate(allowed);
        let told = output.report.diagnostics().iter();
        let told: Vec<_> = told
            .map(|d| (d.severity.name(), d.message.as_str()))
            .collect();
        let nowhere = |name: &str, instead: &str| {
            format!("the reference `#/components/{name}/No` leads nowhere; {instead}")
        };
        let wanted = [
            "`gone.yaml` could not be read: the file `gone.yaml` was not given; the type is any JSON".to_owned(),
            nowhere("requestBodies", "the operation is left out"),
            nowhere("parameters", "the operation is left out"),
            nowhere("schemas", "the type is any JSON"),
            nowhere("responses", "the response is read as any"),
        ];
        let wanted: Vec<_> = wanted.iter().map(|m| ("unsupported", m.as_str())).collect();
        assert_eq!(told, wanted);
        let krate = output.krate.expect("there is a crate");
        assert_eq!(krate.operations().count(), 1);
        assert!(output.files.is_some());
    }

    #[test]
    fn a_reference_to_the_whole_document_is_told() {
        for head in ["openapi: 3.0.0", "openapi: 3.1.0", "openapi: 3.2.0"] {
            for reference in ["#", "", "pets.yaml"] {
                let text = format!(
                    "{head}\ninfo: {{title: t, version: v}}\npaths: {{}}\n\
                     components: {{schemas: {{Pet: {{type: object, properties: {{a: {{$ref: '{reference}'}}}}}}}}}}\n"
                );
                let output = generate(Input::new("pets", "pets.yaml", text));
                let told = output.report.diagnostics().iter();
                let told: Vec<_> = told.map(|found| (found.code, &*found.message)).collect();
                let message = "the reference `#` leads to the whole document";
                assert_eq!(told, [(Code::Reference, message)], "{head}: `{reference}`");
            }
        }
    }

    #[test]
    fn texts_of_a_description_name_nothing_in_the_table_of_the_command_line() {
        let text = "openapi: 3.0.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      operationId: describe\n      \
                    tags: [fields]\n      summary: \"a\\tb\"\n      description: Style NextPage Values fields::X stream::send\n      parameters:\n      \
                    - {name: q, in: query, description: 'see fields::Y', schema: {type: string}}\n      \
                    responses: {'200': {description: Encoding}}\n";
        let output = generate(Input::new("pets", "pets.yaml", text));
        let files = output.command_line.expect("a command line");
        let program = files.get("src/table/mod.rs").unwrap_or_default();
        for name in ["Style", "NextPage", "Values", "stream", "fields"] {
            let imported = |line: &str| line.starts_with("use ") && line.contains(name);
            assert!(!program.lines().any(imported), "{name}: {program}");
        }
        let group = files.get("src/table/commands/fields.txt");
        let line = group.and_then(|group| group.lines().last());
        let line = line.unwrap_or_default();
        assert!(line.contains("\"help\":\"see fields::Y\""), "{line}");
        assert!(line.starts_with("describe-operation \"a b.\" {"), "{line}");
        let messages = output.report.diagnostics().iter().map(|d| &d.message);
        assert!(
            messages
                .into_iter()
                .any(|message| message.contains("`describe-operation`"))
        );
    }
}
