import Catalogue
import Kernel

/// One thing that a record gets wrong: which element, by which rule.
struct QualityFault: Sendable, Hashable {
    enum Rule: String, Sendable, Hashable, CaseIterable {
        /// The element's own: type, format, check digit, code list, range.
        case value
        /// The key is missing, or is no valid number.
        case key
        /// Two elements contradict each other.
        case contradiction

        var name: Text {
            switch self {
            case .value: Text("取值不符合标准", "Value against the standard")
            case .key: Text("主键缺失或有误", "Key missing or wrong")
            case .contradiction: Text("前后矛盾", "Contradiction")
            }
        }
    }

    var element: String
    var rule: Rule
}

/// What a record of a resource should be like: pure.
enum Quality {
    static func faults(of record: JSON, in resource: DataResource, _ catalogue: Catalogue, today: LocalDate) -> [QualityFault] {
        var faults: [QualityFault] = []
        let own = [resource.key] + resource.elements.filter { $0 != resource.key }
        // A register that lists its key among its columns has it in every row.
        if resource.elements.contains(resource.key), record[resource.key].map(\.isNull) ?? true {
            faults.append(QualityFault(element: resource.key, rule: .key))
        }
        faults += mistakes(in: record, own, catalogue, today).map { QualityFault(element: $0, rule: $0 == resource.key ? .key : .value) }
        faults += contradictions(in: record, own, catalogue)
        // What a record tells of related roles is held against the same standards, each of several.
        for (role, elements) in resource.gives.sorted(by: { $0.key < $1.key }) {
            for object in record[role]?.array ?? [record[role]].compactMap(\.self) {
                faults += mistakes(in: object, elements, catalogue, today).map { QualityFault(element: $0, rule: .value) }
                faults += contradictions(in: object, elements, catalogue)
            }
        }
        var seen: Set<QualityFault> = []
        return faults.filter { seen.insert($0).inserted }
    }

    /// What is wrong, in words: what to write instead where the element's own rule says it.
    static func words(_ fault: QualityFault, of record: JSON, in resource: DataResource, _ catalogue: Catalogue, today: LocalDate) -> Text {
        if fault.rule == .contradiction { return QualityText.contradicts }
        guard let element = catalogue.elements[fault.element] else { return fault.rule.name }
        // Its own element, or one of whomever it tells of.
        let others = resource.gives.keys.sorted().flatMap { role in record[role]?.array ?? [record[role]].compactMap(\.self) }
        let values = ([record] + others).compactMap { $0[fault.element] }.filter { !$0.isNull }
        if values.isEmpty, fault.rule == .key { return ConnectingText.noKey }
        let choices = catalogue.choices(of: element)
        return values.lazy.compactMap { element.mistake(in: $0, choices: choices, today: today) }.first ?? QualityText.mended
    }

    private static func mistakes(in object: JSON, _ elements: [String], _ catalogue: Catalogue, _ today: LocalDate) -> [String] {
        elements.filter { code in
            guard let value = object[code], !value.isNull, let element = catalogue.elements[code] else { return false }
            return element.mistake(in: value, choices: catalogue.choices(of: element), today: today) != nil
        }
    }

    private static func contradictions(in object: JSON, _ elements: [String], _ catalogue: Catalogue) -> [QualityFault] {
        func date(_ code: String) -> LocalDate? { object[code]?.string.flatMap { LocalDate($0) } }
        let early = elements.filter { code in
            guard let earlier = catalogue.elements[code]?.notBefore, let own = date(code), let other = date(earlier) else { return false }
            return own < other
        }
        return contradictions(in: object) + early.map { QualityFault(element: $0, rule: .contradiction) }
    }

    /// What an identity number says of its holder has to agree with what stands beside it (GB 11643).
    private static func contradictions(in record: JSON) -> [QualityFault] {
        guard let number = record["person.idNumber"]?.string.flatMap({ ResidentIdentityNumber(stored: $0) }) else { return [] }
        var faults: [QualityFault] = []
        if let born = record["person.birthDate"]?.string.flatMap({ LocalDate($0) }), born != number.birthDate {
            faults.append(QualityFault(element: "person.birthDate", rule: .contradiction))
        }
        if let sex = record["person.sex"]?.string, ["1", "2"].contains(sex), (sex == "1") != (number.sex == .male) {
            faults.append(QualityFault(element: "person.sex", rule: .contradiction))
        }
        return faults
    }
}
