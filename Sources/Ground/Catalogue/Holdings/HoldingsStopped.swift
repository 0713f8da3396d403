package import Kernel

extension Holdings {
    /// The resources that something here comes from.
    package var resources: Set<String> {
        Set(fields.map(\.source).compactMap(\.resource) + documents.map(\.source).compactMap(\.resource))
    }

    /// Without what these resources told, whose use has been stopped: the person is asked instead, with the reason.
    package func without(_ stopped: [String: Text]) -> Holdings {
        guard !stopped.isEmpty else { return self }
        func isKept(_ source: Source) -> Bool { source.resource.map { stopped[$0] == nil } ?? true }
        var kept = self
        kept.fields.removeAll { !isKept($0.source) }
        kept.documents.removeAll { !isKept($0.source) }
        kept.people.removeAll { person in person.facts.contains { !isKept($0.source) } }
        kept.unavailable.merge(stopped) { _, new in new }
        return kept
    }

    /// With the resources that did not answer to be asked once more.
    package var askingAgain: Holdings {
        var again = self
        again.unavailable = [:]
        again.consulted = consulted.filter { trace in !unavailable.keys.contains { Lookup.isTrace(trace, of: Lookup.Register(code: $0)) } }
        return again
    }
}
