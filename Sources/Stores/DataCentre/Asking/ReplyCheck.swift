import Catalogue
import Kernel

/// Whether a source's word can be believed: pure.
enum ReplyCheck {
    /// The record in the elements' proper shapes, with nothing in it that the resource does not declare.
    static func checked(
        _ record: JSON, about key: String, of resource: DataResource, in catalogue: Catalogue, today: LocalDate
    ) throws(SourceFault) -> JSON {
        guard let members = record.members else { throw .malformed }
        // Without the key nobody can tell whose record it is.
        guard let told = record[resource.key]?.string else { throw .malformed }
        guard plain(told) == plain(key) else { throw .stranger }
        var kept: [JSON.Member] = []
        for member in members where !member.value.isNull {
            if let elements = resource.gives[member.name] {
                kept.append(JSON.Member(member.name, try related(member.value, elements, in: catalogue, today)))
            } else if member.name == resource.key || resource.elements.contains(member.name) {
                kept.append(JSON.Member(member.name, try value(member.value, of: member.name, in: catalogue, today)))
            }
        }
        return .object(kept)
    }

    private static func plain(_ number: String) -> String { number.filter { !$0.isWhitespace }.uppercased() }

    private static func value(_ value: JSON, of code: String, in catalogue: Catalogue, _ today: LocalDate) throws(SourceFault) -> JSON {
        guard let element = catalogue.elements[code] else { throw .malformed }
        let choices = catalogue.choices(of: element)
        guard let read = element.reading(value, choices: choices), element.mistake(in: read, choices: choices, today: today) == nil,
            !isGarbled(read)
        else { throw .malformed }
        return read
    }

    /// Control characters in a word come from a broken pipe, and some of them no database keeps.
    private static func isGarbled(_ value: JSON) -> Bool {
        let texts = value.array?.compactMap(\.string) ?? [value.string].compactMap(\.self)
        return texts.contains { text in
            text.unicodeScalars.contains { $0.properties.generalCategory == .control && !["\t", "\n", "\r"].contains($0) }
        }
    }

    /// As of when a record is said to stand; no source knows of tomorrow. A day for clocks that differ.
    static func checked(_ asOf: LocalDate?, today: LocalDate) throws(SourceFault) -> LocalDate? {
        guard let asOf else { return nil }
        guard asOf <= today.adding(days: 1) else { throw .malformed }
        return asOf
    }

    /// What a record tells of another role: an object, or several.
    private static func related(_ told: JSON, _ elements: [String], in catalogue: Catalogue, _ today: LocalDate) throws(SourceFault) -> JSON
    {
        if let several = told.array {
            var kept: [JSON] = []
            for one in several {
                guard one.members != nil else { throw .malformed }
                kept.append(try related(one, elements, in: catalogue, today))
            }
            return .array(kept)
        }
        guard let members = told.members else { throw .malformed }
        var kept: [JSON.Member] = []
        for member in members where !member.value.isNull && elements.contains(member.name) {
            kept.append(JSON.Member(member.name, try value(member.value, of: member.name, in: catalogue, today)))
        }
        return .object(kept)
    }
}
