import Cryptography
package import Kernel

/// One thing to look up, and for what: each is made with purpose and log by whoever can.
package struct Lookup: Sendable, Hashable {
    /// Where to look: a department’s data, or the licence register.
    package enum Register: Sendable, Hashable {
        case resource(String)
        case licence(String)

        /// As what did not answer is remembered, and as the log of looks names it: `ga-population`, `licence/id-card`.
        package var code: String {
            switch self {
            case .resource(let code): code
            case .licence(let type): Register.licencePrefix + type
            }
        }

        package init(code: String) {
            self = code.hasPrefix(Register.licencePrefix) ? .licence(String(code.dropFirst(Register.licencePrefix.count))) : .resource(code)
        }

        /// nil for the register of licences.
        var resource: String? { if case .resource(let code) = self { code } else { nil } }

        private static let licencePrefix = "licence/"

        /// `resource:ga-population`
        fileprivate var text: String {
            switch self {
            case .resource(let code): "resource:\(code)"
            case .licence(let type): "licence:\(type)"
            }
        }
    }

    package let register: Register
    /// The role whose record or licence it is.
    package let role: String
    /// The fact that finds it: `mother.idNumber`.
    package let key: String
    package let value: JSON
    /// The fields and materials that it serves.
    package let purposes: [String]

    /// `resource:ga-population@mother`. Without the key's value, which may be sensitive.
    package var id: String { "\(register.text)@\(role)" }

    /// What is remembered of having made it: with another key it is another lookup.
    var trace: String { Lookup.trace(id, value) }

    static func trace(_ id: String, _ key: JSON) -> String { "\(id)#" + Hex.encode(Digest.sha256.hash(text: key.text).prefix(6)) }

    /// Whether a trace is of a lookup in that register, about that role or about anybody.
    static func isTrace(_ trace: String, of register: Register, about role: String? = nil) -> Bool {
        trace.hasPrefix(role.map { "\(register.text)@\($0)#" } ?? "\(register.text)@")
    }

    /// Whether a value came from an earlier lookup in the same place.
    fileprivate func isOrigin(of source: Source) -> Bool {
        switch (register, source) {
        case (.resource(let code), .resource(let other)): code == other
        case (.licence(let type), .licence(let other, _)): type == other
        default: false
        }
    }
}

extension Holdings {
    /// What a resource answered to a lookup: its facts about the role and about related roles, and that there is a record.
    ///
    /// - Parameters:
    ///   - record: one object, a list of them, or nil for no record.
    ///   - lateSince: the last renewal of a resource that is renewed less often than its update cycle has it.
    package mutating func add(
        _ record: JSON?, to lookup: Lookup, for thing: Thing, in catalogue: Catalogue, asOf: LocalDate, lateSince: LocalDate? = nil
    ) {
        let groups = catalogue.resources[lookup.register.resource ?? ""]?.gives.keys.map { $0 } ?? []
        let members = thing.participants.values.filter { $0.among.map(groups.contains) ?? false }.map(\.code)
        begin(lookup, alsoAbout: groups + members)
        guard case .resource(let code) = lookup.register, let resource = catalogue.resources[code], let record else { return }
        late[code] = lateSince
        let records = record.array ?? [record]
        guard !records.isEmpty else { return }
        let source = Source.resource(code: code)
        documents.append(DocumentHolding(role: lookup.role, resource: code, source: source))
        // Of several records none is the fact.
        guard records.count == 1 else { return }
        add(records[0], resource.elements, about: lookup.role, of: thing, source, asOf)
        addMembers(of: records[0], resource, for: thing, source, asOf)
        for (role, elements) in resource.gives.sorted(by: { $0.key < $1.key }) {
            // Where a role says whose records tell of it, another register's child is another child.
            guard let participant = thing.participant(role), (participant.from ?? code) == code else { continue }
            let related = records[0][role]
            if let several = related?.array, several.count != 1 {
                let found = several.compactMap { Holdings.person($0, elements, as: participant, of: thing, source, asOf) }
                people += found
            } else if let object = related?.array?.first ?? related {
                add(object, elements, about: role, of: thing, source, asOf)
            }
        }
    }

    /// People of a group, for each role that may be one of them: even one alone is only somebody whom the applicant may choose.
    private mutating func addMembers(
        of record: JSON, _ resource: DataResource, for thing: Thing, _ source: Source, _ asOf: LocalDate
    ) {
        for role in thing.participants.values.sorted(by: { $0.code < $1.code }) {
            guard let group = role.among, let elements = resource.gives[group], let told = record[group] else { continue }
            people += (told.array ?? [told]).compactMap { Holdings.person($0, elements, as: role, of: thing, source, asOf) }
        }
    }

    /// One of several whom a record tells of; nil where it does not say by which number they are found.
    private static func person(
        _ object: JSON, _ elements: [String], as role: Participant, of thing: Thing, _ source: Source, _ asOf: LocalDate
    ) -> RelatedPerson? {
        var alone = Holdings()
        alone.add(object, elements, about: role.code, of: thing, source, asOf)
        guard let field = role.keyField, let key = alone.fields.first(where: { $0.field == field })?.value.string else { return nil }
        let name = alone.fields.first { $0.field == "\(role.code).name" }?.value.string
        return RelatedPerson(role: role.code, key: key, name: name, facts: alone.fields)
    }

    /// A licence that a lookup found; its face counts while it is valid.
    ///
    /// - Parameter standsForPaper: false where it states facts and the paper is wanted all the same (可信等级 C).
    package mutating func add(
        licence id: String?, number: String, face: JSON, validUntil: LocalDate?, to lookup: Lookup, for thing: Thing,
        in catalogue: Catalogue, standsForPaper: Bool = true, asOf: LocalDate
    ) {
        begin(lookup)
        guard case .licence(let type) = lookup.register, let licenceType = catalogue.licenceTypes[type] else { return }
        let source = Source.licence(type: type, number: number)
        if standsForPaper {
            documents.append(
                DocumentHolding(role: lookup.role, licenceType: type, id: id, number: number, source: source, validUntil: validUntil))
        }
        add(face, licenceType.elements, about: lookup.role, of: thing, source, asOf)
    }

    /// There is nothing: it is not asked for again.
    package mutating func addNothing(to lookup: Lookup) { begin(lookup) }

    /// Notes that a lookup was made. What the same register said under another key (a spouse since corrected) is about somebody else.
    private mutating func begin(_ lookup: Lookup, alsoAbout roles: [String] = []) {
        consulted.insert(lookup.trace)
        let concerned = Set(roles + [lookup.role])
        fields.removeAll { lookup.isOrigin(of: $0.source) && concerned.contains($0.field.roleOfFact) }
        documents.removeAll { lookup.isOrigin(of: $0.source) && $0.role == lookup.role && $0.result == nil }
        people.removeAll { concerned.contains($0.role) && $0.facts.contains { lookup.isOrigin(of: $0.source) } }
    }

    /// The resource did not answer; the reason is for the person.
    package mutating func addUnavailable(_ reason: Text, to lookup: Lookup) {
        unavailable[lookup.register.code] = reason
        begin(lookup)
    }

    /// Without what was looked up about a role under another key than its present one.
    func keeping(keys: [String: JSON?]) -> Holdings {
        // One look at what was consulted for each lookup, and not for each of the many fields that came of it.
        var judged: [String: Bool] = [:]
        func isCurrent(_ role: String, _ source: Source) -> Bool {
            guard let key = keys[role], let id = source.lookupID(of: role) else { return true }
            if let known = judged[id] { return known }
            let traces = consulted.filter { $0.hasPrefix(id + "#") }
            let isCurrent = traces.isEmpty || key.map { traces.contains(Lookup.trace(id, $0)) } ?? false
            judged[id] = isCurrent
            return isCurrent
        }
        var kept = self
        kept.fields.removeAll { !isCurrent($0.field.roleOfFact, $0.source) }
        kept.documents.removeAll { !isCurrent($0.role, $0.source) }
        return kept
    }

    private mutating func add(
        _ object: JSON, _ elements: [String], about role: String, of thing: Thing, _ source: Source, _ asOf: LocalDate
    ) {
        for element in elements {
            let leaf = String(element.drop { $0 != "." }.dropFirst())
            guard let value = object[element] ?? object[leaf], !value.isNull else { continue }
            for field in thing.fields(of: element, about: role) {
                fields.append(Holding(field: field, value: value, source: source, asOf: asOf))
            }
        }
    }
}

extension Source {
    /// The lookup that such a value about a role comes from.
    fileprivate func lookupID(of role: String) -> String? {
        switch self {
        case .resource(let code): "resource:\(code)@\(role)"
        case .licence(let type, _): "licence:\(type)@\(role)"
        default: nil
        }
    }
}

extension Thing {
    /// The names under which an element's value about a role counts: `child.weight` for `birth.weight`, if a form calls it so.
    func fields(of element: String, about role: String) -> [String] {
        let code = participant(role)?.code ?? role
        let named = namedElements.filter { $0.value == element && $0.key.hasPrefix(code + ".") }.map(\.key)
        let usual = "\(code).\(element.drop { $0 != "." }.dropFirst())"
        return Set(named + (namedElements[usual] == nil ? [usual] : [])).sorted()
    }
}
