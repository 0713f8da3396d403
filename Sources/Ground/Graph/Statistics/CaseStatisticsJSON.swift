package import Kernel

extension CaseStatistics {
    package var json: JSON {
        [
            "measured": .bool(isMeasured), "items": CaseStatistics.object(items, \.json),
            "things": CaseStatistics.object(things) { .int($0) },
            "drafts": CaseStatistics.object(drafts) { ["begun": .int($0.begun), "abandoned": CaseStatistics.counts($0.abandoned)] },
            "pairs": .array(pairs.map { ["first": .string($0.first), "second": .string($0.second), "applicants": .int($0.applicants)] }),
            "districts": .array(
                districts.map {
                    [
                        "item": .string($0.item), "region": .string($0.region), "cases": .int($0.cases),
                        "meanDays": .number(String($0.meanDays)), "supplements": .int($0.supplements),
                    ]
                }),
            "assistance": .array(
                assistance.map {
                    [
                        "item": .string($0.item), "material": JSON($0.material), "element": JSON($0.element),
                        "department": .string($0.department), "asked": .int($0.asked), "answered": .int($0.answered),
                    ]
                }),
        ]
    }

    /// Statistics as they were written; nil for what is no such object. What is missing is empty.
    package init?(json: JSON) {
        guard json.members != nil else { return nil }
        self.init(
            isMeasured: json["measured"]?.bool ?? true, items: CaseStatistics.values(json["items"], Item.init(json:)),
            things: CaseStatistics.values(json["things"], \.int),
            drafts: CaseStatistics.values(json["drafts"]) {
                Drafts(begun: $0["begun"]?.int ?? 0, abandoned: CaseStatistics.values($0["abandoned"], \.int))
            },
            pairs: (json["pairs"]?.array ?? []).compactMap { pair in
                guard let first = pair["first"]?.string, let second = pair["second"]?.string else { return nil }
                return Pair(first, second, applicants: pair["applicants"]?.int ?? 0)
            },
            districts: (json["districts"]?.array ?? []).compactMap { district in
                guard let item = district["item"]?.string, let region = district["region"]?.string else { return nil }
                return District(
                    item: item, region: region, cases: district["cases"]?.int ?? 0, meanDays: district["meanDays"]?.real ?? 0,
                    supplements: district["supplements"]?.int ?? 0)
            },
            assistance: (json["assistance"]?.array ?? []).compactMap { use in
                guard let item = use["item"]?.string, let department = use["department"]?.string else { return nil }
                return Assistance(
                    item: item, material: use["material"]?.string, element: use["element"]?.string, department: department,
                    asked: use["asked"]?.int ?? 0, answered: use["answered"]?.int ?? 0)
            })
    }

    fileprivate static func object<T>(_ values: [String: T], _ body: (T) -> JSON) -> JSON {
        .object(values.sorted { $0.key < $1.key }.map { JSON.Member($0.key, body($0.value)) })
    }

    fileprivate static func counts(_ values: [String: Int]) -> JSON { object(values) { .int($0) } }

    fileprivate static func values<T>(_ json: JSON?, _ body: (JSON) -> T?) -> [String: T] {
        Dictionary((json?.members ?? []).compactMap { member in body(member.value).map { (member.name, $0) } }) { first, _ in first }
    }
}

extension CaseStatistics.Item {
    fileprivate var json: JSON {
        var json: JSON = [
            "cases": .int(cases),
            "materials": CaseStatistics.object(materials) { ["asked": .int($0.asked), "waived": .int($0.waived)] },
            "elements": CaseStatistics.object(elements) { ["typed": .int($0.typed), "prefilled": .int($0.prefilled)] },
            "stepDays": CaseStatistics.object(stepDays) { .number(String($0)) }, "supplements": .int(supplements),
            "supplementPoints": CaseStatistics.counts(supplementPoints),
        ]
        json["counter"] = counter.map { .int($0) }
        return json
    }

    fileprivate init?(json: JSON) {
        guard let cases = json["cases"]?.int else { return nil }
        self.init(cases: cases)
        materials = CaseStatistics.values(json["materials"]) { .init(asked: $0["asked"]?.int ?? 0, waived: $0["waived"]?.int ?? 0) }
        elements = CaseStatistics.values(json["elements"]) { .init(typed: $0["typed"]?.int ?? 0, prefilled: $0["prefilled"]?.int ?? 0) }
        stepDays = CaseStatistics.values(json["stepDays"], \.real)
        supplements = json["supplements"]?.int ?? 0
        supplementPoints = CaseStatistics.values(json["supplementPoints"], \.int)
        counter = json["counter"]?.int
    }
}

extension JSON {
    fileprivate var real: Double? { if case .number(let text) = self { Double(text) } else { nil } }
}
