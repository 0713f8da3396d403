package import Kernel

extension Holding {
    package var json: JSON {
        ["field": .string(field), "value": value, "source": source.json, "asOf": .string(asOf.description)]
    }

    /// nil when anything in it cannot be read.
    package init?(json: JSON) {
        guard let field = json["field"]?.string, let value = json["value"], let source = json["source"].flatMap(Source.init(json:)),
            let asOf = json["asOf"]?.string.flatMap({ LocalDate($0) })
        else { return nil }
        self.init(field: field, value: value, source: source, asOf: asOf)
    }
}

extension DocumentHolding {
    package var json: JSON {
        .object(
            [
                ("role", role), ("licenceType", licenceType), ("resource", resource), ("result", result), ("id", id), ("number", number),
                ("validUntil", validUntil?.description),
            ].compactMap { name, value in value.map { JSON.Member(name, .string($0)) } } + [JSON.Member("source", source.json)])
    }

    /// nil when anything in it cannot be read.
    package init?(json: JSON) {
        guard let role = json["role"]?.string, let source = json["source"].flatMap(Source.init(json:)) else { return nil }
        self.init(
            role: role, licenceType: json["licenceType"]?.string, resource: json["resource"]?.string, result: json["result"]?.string,
            id: json["id"]?.string, number: json["number"]?.string, source: source,
            validUntil: json["validUntil"]?.string.flatMap { LocalDate($0) })
    }
}

extension Holdings {
    package var json: JSON {
        var json: JSON = [
            "fields": .array(fields.map(\.json)), "documents": .array(documents.map(\.json)),
            "unavailable": .object(unavailable.sorted { $0.key < $1.key }.map { JSON.Member($0.key, JSON($0.value)) }),
            "consulted": .array(consulted.sorted().map(JSON.string)),
        ]
        if !late.isEmpty {
            json["late"] = .object(late.sorted { $0.key < $1.key }.map { JSON.Member($0.key, .string($0.value.description)) })
        }
        if !people.isEmpty { json["people"] = .array(people.map(\.json)) }
        return json
    }

    /// nil when anything in it cannot be read.
    package init?(json: JSON) {
        guard let fields = json["fields"]?.array, let documents = json["documents"]?.array, let unavailable = json["unavailable"]?.members
        else { return nil }
        let readFields = fields.compactMap(Holding.init(json:))
        let readDocuments = documents.compactMap(DocumentHolding.init(json:))
        var reasons: [String: Text] = [:]
        for member in unavailable {
            guard let reason = Text(json: member.value) else { return nil }
            reasons[member.name] = reason
        }
        let late = (json["late"]?.members ?? []).compactMap { member in
            member.value.string.flatMap { LocalDate($0) }.map { (member.name, $0) }
        }
        let people = (json["people"]?.array ?? []).map(RelatedPerson.init(json:))
        guard readFields.count == fields.count, readDocuments.count == documents.count, !people.contains(nil) else { return nil }
        self.init(
            fields: readFields, documents: readDocuments, unavailable: reasons, late: Dictionary(late) { first, _ in first },
            consulted: Set((json["consulted"]?.array ?? []).compactMap(\.string)), people: people.compactMap(\.self))
    }
}
