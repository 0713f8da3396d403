import Cryptography
package import Kernel

/// The city's catalogue as it stands in one version: immutable, swapped whole. A class, since it is handed on at every step of a request
/// and a copy of its members would cost more than most of what is done with them.
package final class Catalogue: Sendable {
    /// 0 for one that has not been published.
    package let version: Int
    /// SHA-256 over the kinds, codes and hashes of its definitions, in hexadecimal.
    package let hash: String
    package let departments: [String: Department]
    package let elements: [String: DataElement]
    package let codeLists: [String: CodeList]
    package let licenceTypes: [String: LicenceType]
    package let resources: [String: DataResource]
    package let items: [String: ServiceItem]
    package let oneThings: [String: OneThing]
    /// The stations of the life line, in order.
    package let lifeLine: [Audience: [Theme]]
    /// Groups of words that mean the same to a person who searches.
    package let synonyms: [[String]]
    /// 实施清单: what each office has set for itself.
    package let implementations: ImplementationTable
    /// The day from which it is in force; nil for one that has not been published.
    package let effectiveOn: LocalDate?
    package let definitions: [Definition]
    /// What places are called, for the pages that show them; no part of what is published.
    package let places: Regions?
    /// What industries are called, likewise.
    package let industries: Industries?
    /// Where each element can be looked up.
    private let tellers: ElementTellers
    /// Where each fact of a thing can be looked up, as far as somebody wanted to know.
    let knownPlaces: LookupPlaces
    /// What can be applied for: every one-thing, and every item alone.
    private let things: [String: Thing]
    /// The English of what is cited, by its Chinese.
    private let citations: Citations

    /// What was written down as a citation in Chinese, in both languages; the Chinese twice where nothing here cites it.
    package func citation(_ written: String) -> Text { Text(written, citations.english[written] ?? written) }

    /// A one-thing, or the single item of that code as a thing of its own.
    package func thing(_ code: String) -> Thing? { things[code] }

    /// Every one-thing, by code.
    package var allThings: [Thing] { oneThings.keys.sorted().compactMap { things[$0] } }

    /// The choices of an element: its own, or those of its code list.
    package func choices(of element: DataElement) -> [Choice] {
        element.options.isEmpty ? element.codeList.flatMap { codeLists[$0]?.values } ?? [] : element.options
    }

    /// The resources that state an element of somebody, and the licence types whose face shows it, by code.
    func tellers(of element: String) -> (resources: [DataResource], licenceTypes: [LicenceType]) {
        (tellers.resources[element] ?? [], tellers.licenceTypes[element] ?? [])
    }

    /// The definition as data.
    package func definition(_ kind: Definition.Kind, _ code: String) -> Definition? {
        var (low, high) = (0, definitions.count)
        while low < high {
            let middle = (low + high) / 2
            let found = definitions[middle]
            if (found.kind.rawValue, found.code) < (kind.rawValue, code) { low = middle + 1 } else { high = middle }
        }
        guard low < definitions.count, definitions[low].kind == kind, definitions[low].code == code else { return nil }
        return definitions[low]
    }

    /// An item as the office nearest to a place carries it out.
    package func implementation(item: String, region: RegionCode) -> Implementation? {
        implementations.implementation(of: item, in: region)
    }

    /// What a department is called, or its code where it is unknown.
    package func departmentName(_ code: String) -> Text { departments[code]?.name ?? Text(same: code) }
    /// What a department is called beside an item.
    package func departmentShortName(_ code: String) -> Text { departments[code]?.short ?? Text(same: code) }

    init(_ parts: CatalogueParts, definitions: [Definition], version: Int, effectiveOn: LocalDate? = nil) {
        self.version = version
        self.effectiveOn = effectiveOn
        (places, industries) = (nil, nil)
        self.definitions = definitions.sorted { ($0.kind.rawValue, $0.code) < ($1.kind.rawValue, $1.code) }
        hash = Catalogue.hash(of: self.definitions)
        departments = parts.departments
        elements = parts.elements
        codeLists = parts.codeLists
        licenceTypes = parts.licenceTypes
        resources = parts.resources
        items = parts.items
        oneThings = parts.oneThings
        lifeLine = parts.lifeLine
        synonyms = parts.synonyms
        var table = parts.implementations
        table.close()
        implementations = table
        tellers = ElementTellers(parts)
        knownPlaces = LookupPlaces()
        var things = parts.items.mapValues { Thing(single: $0) }
        for thing in parts.oneThings.values { things[thing.code] = Thing(thing, items: parts.items) }
        self.things = things
        citations = Citations(parts.items.values)
    }

    /// The same where places and industries are called so.
    package func placed(in regions: Regions?, industries: Industries?) -> Catalogue {
        Catalogue(self, places: regions, industries: industries)
    }

    private init(_ other: Catalogue, places: Regions?, industries: Industries?) {
        (version, hash, effectiveOn, definitions) = (other.version, other.hash, other.effectiveOn, other.definitions)
        (departments, elements, codeLists) = (other.departments, other.elements, other.codeLists)
        (licenceTypes, resources, implementations) = (other.licenceTypes, other.resources, other.implementations)
        (items, oneThings, things, tellers) = (other.items, other.oneThings, other.things, other.tellers)
        knownPlaces = other.knownPlaces
        (lifeLine, synonyms, citations) = (other.lifeLine, other.synonyms, other.citations)
        (self.places, self.industries) = (places, industries)
    }

    private static func hash(of definitions: [Definition]) -> String {
        let lines = definitions.map { "\($0.kind.rawValue) \($0.code) \($0.hash)\n" }.joined()
        return Hex.encode(Digest.sha256.hash(text: lines))
    }
}

/// The definitions' models while a catalogue is being put together.
struct CatalogueParts {
    var departments: [String: Department] = [:]
    var elements: [String: DataElement] = [:]
    var codeLists: [String: CodeList] = [:]
    var licenceTypes: [String: LicenceType] = [:]
    var resources: [String: DataResource] = [:]
    var items: [String: ServiceItem] = [:]
    var oneThings: [String: OneThing] = [:]
    var lifeLine: [Audience: [Theme]] = [:]
    var synonyms: [[String]] = []
    var implementations = ImplementationTable()

    mutating func read(_ definition: Definition, with reading: Reading) {
        read(definition, definition.content, with: reading)
    }

    /// The same where the content is at hand.
    mutating func read(_ definition: Definition, _ content: JSON, with reading: Reading) {
        func object<T>(_ body: (Entry) -> T) -> T { reading.object(content, at: definition.place, body) }
        switch definition.kind {
        case .department: departments[definition.code] = object(Department.init)
        case .element: elements[definition.code] = object(DataElement.init)
        case .codelist: codeLists[definition.code] = object(CodeList.init)
        case .licenceType: licenceTypes[definition.code] = object(LicenceType.init)
        case .resource: resources[definition.code] = object(DataResource.init)
        case .item: items[definition.code] = object(ServiceItem.init)
        case .thing: oneThings[definition.code] = object(OneThing.init)
        case .themes:
            lifeLine = object { entry in
                [.person: entry.entries("person", Theme.init), .enterprise: entry.entries("enterprise", Theme.init)]
            }
        case .synonyms:
            synonyms = object { entry in
                // Kept as an object, because every definition is one.
                entry.entries("groups") { $0.strings("words") }
            }
        case .implementations:
            reading.object(content, at: definition.place) { OfficeReading(entry: $0).read(into: &implementations) }
        }
    }

    /// Holds every office's rows against the items.
    func checkImplementations(_ reading: Reading, place: @escaping (String) -> Place) {
        ImplementationCheck(items: items, departments: departments, table: implementations, reading: reading, place: place).run()
    }
}
