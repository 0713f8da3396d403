import Kernel

extension FrozenQuestionnaire {
    /// The same as if registers that are only being connected had answered already: for each of these roles of which they can find a record,
    /// the record is there and says what the person typed. What is new in a version was never asked, so its price would else be nothing.
    func supposing(_ resources: [DataResource], in thing: Thing) -> FrozenQuestionnaire {
        if resources.isEmpty { return self }
        let lasting = Set(thing.parts.flatMap(\.item.fields).filter { $0.reuse == .never }.map { thing.canonical($0.field) })
        var (given, holdings) = (given, holdings)
        for resource in resources {
            let source = Source.resource(code: resource.code)
            for participant in thing.participants.values.sorted(by: { $0.code < $1.code }) where participant.kind == resource.subject {
                func fact(_ element: String) -> String { participant.code + element.drop { $0 != "." } }
                guard isKnown(fact(resource.key), in: thing) else { continue }
                holdings.documents.append(DocumentHolding(role: participant.code, resource: resource.code, source: source))
                for name in resource.elements.map(fact) where !lasting.contains(name) {
                    guard let typed = given.first(where: { thing.canonical($0.key) == name && !$0.value.isNull }) else { continue }
                    holdings.fields.append(Holding(field: name, value: typed.value, source: source, asOf: submittedOn))
                    given[typed.key] = nil
                }
            }
        }
        return FrozenQuestionnaire(
            thing: self.thing, submittedOn: submittedOn, answers: answers, given: given, holdings: holdings, promises: promises)
    }

    private func isKnown(_ fact: String, in thing: Thing) -> Bool {
        given.contains { thing.canonical($0.key) == fact && !$0.value.isNull }
            || holdings.fields.contains { thing.canonical($0.field) == fact && !$0.value.isNull }
    }
}
