import Kernel

/// What no single definition can know: references between definitions, and the rules of law on items.
struct Lint {
    let parts: CatalogueParts
    let reading: Reading
    let memory: LintMemory
    /// Days are tried around it: any day will do, and the lint has no clock.
    let today = LocalDate(dayNumber: 20_000)
    private let definitions: [DefinitionKey: Definition]

    init(_ parts: CatalogueParts, _ definitions: [Definition], _ reading: Reading) {
        self.parts = parts
        self.reading = reading
        memory = LintMemory(parts)
        self.definitions = Dictionary(definitions.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
    }

    func run() {
        for element in parts.elements.values { check(element) }
        for list in parts.codeLists.values {
            checkDistinct(list.values.map(\.code), at: place(.codelist, list.code) / "values", key: "code")
        }
        for type in parts.licenceTypes.values { check(type) }
        for resource in parts.resources.values { check(resource) }
        for item in parts.items.values { ItemLint(self, item).run() }
        for thing in parts.oneThings.values { ThingLint(self, thing).run() }
        checkLifeLine()
        FactLint(lint: self).checkElements()
        let sentences = SentenceLint(lint: self)
        for definition in definitions.values { sentences.check(definition) }
        OfficeLint(lint: self).run()
    }

    /// Of one definition only: what is told while an official types.
    func run(_ key: DefinitionKey) {
        switch key.kind {
        case .item: if let item = parts.items[key.code] { ItemLint(self, item).run() }
        case .thing: if let thing = parts.oneThings[key.code] { ThingLint(self, thing).run() }
        default: return run()
        }
        if let definition = definitions[key] { SentenceLint(lint: self).check(definition) }
    }

    func place(_ kind: Definition.Kind, _ code: String) -> Place {
        definitions[DefinitionKey(kind, code)]?.place ?? Place(positions: nil, path: "")
    }

    /// Whether the definition itself says something under that key.
    func states(_ key: String, of item: ServiceItem) -> Bool {
        guard let value = definitions[DefinitionKey(.item, item.code)]?.content[key] else { return false }
        switch value {
        case .null: return false
        case .array(let items): return !items.isEmpty
        case .object(let members): return !members.isEmpty
        case .string(let text): return !text.isEmpty
        default: return true
        }
    }

    // MARK: Findings

    /// A finding of a rule, as severe as the rule is.
    func find(
        _ rule: String, at place: Place, _ why: Text, suggestion: Text? = nil, severity: CatalogueFinding.Severity? = nil,
        mark: CatalogueFinding.Mark? = nil
    ) {
        reading.report(
            rule, at: place, why, suggestion: suggestion, severity: severity ?? LintRule.of(rule)?.severity ?? .error, mark: mark)
    }

    func checkPhone(_ phone: String, at place: Place) {
        if !Phone.canBeDialled(phone) { find("phone", at: place, LintText.phone(phone)) }
    }

    // MARK: References

    func refer(_ code: String?, to kind: Definition.Kind, among known: some Sequence<String>, at place: Place) {
        guard let code, !code.isEmpty, !known.contains(code) else { return }
        reading.report(
            "unknown-reference", at: place, LintText.unknownReference(kind, code),
            suggestion: Nearest.to(code, among: known).map(FindingText.didYouMean))
    }

    func referDepartment(_ code: String?, at place: Place) { refer(code, to: .department, among: parts.departments.keys, at: place) }
    func referElement(_ code: String?, at place: Place) { refer(code, to: .element, among: parts.elements.keys, at: place) }
    func referItem(_ code: String?, at place: Place) { refer(code, to: .item, among: parts.items.keys, at: place) }
    func referLicence(_ code: String?, at place: Place) { refer(code, to: .licenceType, among: parts.licenceTypes.keys, at: place) }
    func referResource(_ code: String?, at place: Place) { refer(code, to: .resource, among: parts.resources.keys, at: place) }

    func checkDistinct(_ codes: [String], at place: Place, key: String) {
        var seen: Set<String> = []
        for (index, code) in codes.enumerated() where !code.isEmpty && !seen.insert(code).inserted {
            reading.report("duplicate", at: place / index / key, FindingText.doubled(code))
        }
    }

    // MARK: Elements, licences, resources

    private func check(_ element: DataElement) {
        let place = place(.element, element.code)
        referDepartment(element.source, at: place / "source")
        refer(element.codeList, to: .codelist, among: parts.codeLists.keys, at: place / "codelist")
        checkDistinct(element.options.map(\.code), at: place / "options", key: "code")
        let isChoice = element.type == .choice || element.type == .choices
        if isChoice == (element.options.isEmpty && element.codeList == nil) {
            reading.report("options", at: place / "type", isChoice ? LintText.choiceWithoutOptions : LintText.optionsWithoutChoice)
        }
        if element.format == .consent, element.type != .boolean {
            reading.report("format", at: place / "format", LintText.consentIsBoolean)
        }
        for (key, bound) in [("min", element.minimum), ("max", element.maximum)] {
            guard let bound else { continue }
            let isRight = element.type == .date ? bound == "today" || LocalDate(bound) != nil : DataElement.number(bound) != nil
            if !isRight { reading.report("bound", at: place / key, LintText.bound(element.type)) }
        }
        guard let earlier = element.notBefore else { return }
        referElement(earlier, at: place / "notBefore")
        guard let other = parts.elements[earlier] else { return }
        if element.type != .date || other.type != .date || other.kind != element.kind || earlier == element.code {
            reading.report("bound", at: place / "notBefore", LintText.notBefore(other.name))
        }
    }

    private func check(_ type: LicenceType) {
        let place = place(.licenceType, type.code)
        referDepartment(type.issuer, at: place / "issuer")
        for (index, element) in type.elements.enumerated() { referElement(element, at: place / "elements" / index) }
        if type.holder != "person" && type.holder != "enterprise" {
            reading.report("value", at: place / "holder", FindingText.unknownValue(type.holder, among: ["person", "enterprise"]))
        }
        let definer = String(type.typeCode.prefix(18))
        if type.typeCode.count != 21 {
            reading.report("code", at: place / "typeCode", LintText.typeCode)
        } else if UnifiedSocialCreditCode(definer) == nil {
            reading.report("code", at: place / "typeCode", LintText.definerCode(definer))
        }
        if type.renewal != nil, LicenceRenewal(of: type.code, among: parts.items.values) == nil {
            find("renewal", at: place / "renewal", LintText.nobodyRenews(type.name))
        }
    }

    private func check(_ resource: DataResource) {
        let place = place(.resource, resource.code)
        referDepartment(resource.owner, at: place / "owner")
        referElement(resource.key, at: place / "key")
        for (index, element) in resource.elements.enumerated() { referElement(element, at: place / "elements" / index) }
        for (role, elements) in resource.gives {
            for (index, element) in elements.enumerated() { referElement(element, at: place / "gives" / role / index) }
        }
        if !resource.key.isEmpty, !resource.key.hasPrefix(resource.subject + ".") {
            reading.report("key", at: place / "key", LintText.keyOfAnotherKind(resource.key, resource.subject))
        }
        if resource.sharing == .none, resource.basis == nil {
            reading.report("sharing-basis", at: place / "sharing", LintText.sharingBasis, severity: .warning)
        }
    }

    private func checkLifeLine() {
        guard let place = definitions[DefinitionKey(.themes, "themes")]?.place else { return }
        for (audience, themes) in parts.lifeLine {
            checkDistinct(themes.map(\.code), at: place / audience.rawValue, key: "code")
            for (index, theme) in themes.enumerated() {
                let at = place / audience.rawValue / index
                for (index, thing) in theme.things.enumerated() {
                    refer(thing, to: .thing, among: parts.oneThings.keys, at: at / "things" / index)
                }
                for (index, item) in theme.items.enumerated() { referItem(item, at: at / "items" / index) }
            }
        }
    }
}
