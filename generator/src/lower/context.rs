//! What the functions of this stage share: the report, the definitions so far, and what is still to be filled.

use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use crate::document::{Document, Node, Tree};
use crate::ir::{Origin, Type, TypeDef, TypeId};
use crate::pointer::Pointer;
use crate::report::Report;

use super::operations::ids::Found;
use super::schemas::constraints::Said;
use super::schemas::facts::Facts;

/// How deep types may be written in place, one inside the other: whoever reads and compiles the crate has to follow.
pub(super) const MAX_IN_PLACE: usize = 24;

/// How deep other calls may nest. The parser bounds how deep schemas nest; this bounds what references add to it.
pub(super) const MAX_DEPTH: usize = 200;

/// What the functions of this stage share.
pub(super) struct Context<'d, 'r> {
    /// The document.
    pub(super) document: &'d Document,
    /// What there is to say.
    pub(super) report: &'r mut Report,
    /// The definitions by their id; `None` until they are filled.
    pub(super) types: Vec<Option<TypeDef>>,
    /// The ids of the schemas that have a definition, by place.
    pub(super) ids: BTreeMap<Pointer, TypeId>,
    /// The definitions that are still to be filled.
    pub(super) queue: VecDeque<Job<'d>>,
    /// The schemas that extend another one by `allOf`, by the place of that other one.
    pub(super) children: BTreeMap<Pointer, Vec<Node<'d>>>,
    /// The ids of the operations, by place.
    pub(super) operations: BTreeMap<Pointer, String>,
    /// Whether `null` is a value of the schema at a place, as far as it is known.
    pub(super) nullable: BTreeMap<*const Tree, bool>,
    /// What is said of the values of the schema at a place, as far as it is known.
    pub(super) said: BTreeMap<*const Tree, Option<Box<Said>>>,
    /// The types of values that are of several schemas at once, by the places of these.
    pub(super) met: BTreeMap<Vec<Pointer>, Type>,
    /// The schemas that have been read, by where their tree lies: places are long to compare.
    pub(super) read: BTreeMap<*const Tree, Rc<Facts<'d>>>,
    /// How many merges there were, against `allOf`s and unions that lead to one another in ever more ways.
    pub(super) merges: usize,
    /// How many members of families have been met.
    pub(super) relatives: usize,
    /// The schemas that have been merged, by where their tree lies.
    pub(super) merged: BTreeMap<*const Tree, Rc<Facts<'d>>>,
    /// The same ones with their unions made simple.
    pub(super) simple: BTreeMap<*const Tree, Rc<Facts<'d>>>,
    /// How often something depended on where it was asked for: on what was being merged, or how deep. What came of that is
    /// not remembered.
    pub(super) cuts: usize,
    /// The schemas that are being merged, outermost first.
    pub(super) merging: Vec<Pointer>,
    /// How deep calls are nested.
    pub(super) depth: usize,
}

/// A definition that is still to be filled.
pub(super) struct Job<'d> {
    pub(super) id: TypeId,
    pub(super) origin: Origin,
    pub(super) filling: Filling<'d>,
    /// Whether `x-clientwright-name` of the schema names the definition.
    pub(super) named: bool,
}

/// What a definition is filled with.
pub(super) enum Filling<'d> {
    /// A declared schema, still to be read.
    Declared(Node<'d>),
    /// A schema in place, merged already.
    Inline(Box<Facts<'d>>),
    /// The object that a family of schemas begins with.
    Base(Box<Facts<'d>>),
}

impl<'d, 'r> Context<'d, 'r> {
    /// A context without definitions.
    pub(super) fn new(document: &'d Document, report: &'r mut Report) -> Self {
        Self {
            document,
            report,
            types: Vec::new(),
            ids: BTreeMap::new(),
            queue: VecDeque::new(),
            children: BTreeMap::new(),
            operations: BTreeMap::new(),
            nullable: BTreeMap::new(),
            said: BTreeMap::new(),
            met: BTreeMap::new(),
            read: BTreeMap::new(),
            merges: 0,
            relatives: 0,
            merged: BTreeMap::new(),
            simple: BTreeMap::new(),
            cuts: 0,
            merging: Vec::new(),
            depth: 0,
        }
    }

    /// Remembers which operation stands where.
    pub(super) fn name_operations(&mut self, found: &[Found<'_>]) {
        for operation in found {
            let place = operation.node.place().clone();
            self.operations.insert(place, operation.id.clone());
        }
    }

    /// What the schema at a node says; it is read once.
    pub(super) fn facts(&mut self, node: &Node<'d>) -> Rc<Facts<'d>> {
        let facts = self.read.entry(std::ptr::from_ref(node.tree()));
        let read = || Rc::new(Facts::read(node, self.report));
        Rc::clone(facts.or_insert_with(read))
    }

    /// Forgets what the schema at a node says: there are more properties than anything else, and each is looked at once.
    pub(super) fn forget(&mut self, node: &Node<'d>) {
        self.read.remove(&std::ptr::from_ref(node.tree()));
    }

    /// A new id, to be filled later.
    pub(super) fn reserve(&mut self) -> TypeId {
        self.types.push(None);
        TypeId::new(self.types.len() - 1)
    }

    /// Runs `call` one level deeper, or responses with `None` where that is deeper than `limit`.
    pub(super) fn deeper<T>(
        &mut self,
        limit: usize,
        call: impl FnOnce(&mut Self) -> T,
    ) -> Option<T> {
        if self.depth >= limit {
            return None;
        }
        self.depth += 1;
        let result = call(self);
        self.depth -= 1;
        Some(result)
    }
}
