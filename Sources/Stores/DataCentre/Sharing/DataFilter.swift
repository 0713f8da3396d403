import Catalogue
import Kernel
import Web

/// What a list of grants or of sources is narrowed to: the department that holds the data, one resource, words of a name or a code.
struct DataFilter: Sendable, Hashable {
    let owner: String?
    let resource: String?
    let words: String?

    static let longestWords = 100
    static let query: [Schema.Member] = [
        .init("owner", .string, required: false), .init("resource", .string, required: false),
        .init("q", .string(maxLength: longestWords), required: false),
    ]

    /// - Throws: what the catalogue does not know: an empty list would read as if there were nothing.
    init(_ call: Call, in catalogue: Catalogue) throws(Problem) {
        func chosen(_ name: String) -> String? { call.query[name].flatMap { $0.isEmpty ? nil : $0 } }
        (owner, resource) = (chosen("owner"), chosen("resource"))
        let typed = String((call.query["q"] ?? "").prefix(DataFilter.longestWords)).split(whereSeparator: \.isWhitespace)
        words = typed.isEmpty ? nil : typed.joined(separator: " ")
        if let owner, catalogue.departments[owner] == nil { throw DataCentreRefusal.unknown(field: "owner").problem }
        if let resource, catalogue.resources[resource] == nil { throw DataCentreRefusal.unknown(field: "resource").problem }
    }

    var isEmpty: Bool { owner == nil && resource == nil && words == nil }

    /// The same list, narrowed alike.
    func link(_ place: Link) -> Link { place.with("owner", owner).with("resource", resource).with("q", words) }

    /// Whether something bears the words, in either language or by its code.
    private func isNamed(_ code: String, _ name: Text) -> Bool {
        guard let wanted = words?.lowercased() else { return true }
        return [code, name.zh, name.en].contains { $0.lowercased().contains(wanted) }
    }

    private func holds(_ resource: DataResource) -> Bool {
        (owner.map { $0 == resource.owner } ?? true) && (self.resource.map { $0 == resource.code } ?? true)
    }

    /// Whether a resource as a source is in the list.
    func takes(_ resource: DataResource) -> Bool { holds(resource) && isNamed(resource.code, resource.name) }

    /// Codes that a grant in the list has; nil for any.
    struct Codes: Sendable, Hashable {
        var resources: [String]?
        /// Of what bears the words: one of these resources or one of these items.
        var named: Named?

        struct Named: Sendable, Hashable {
            var resources: [String]
            var items: [String]
        }
    }

    func codes(in catalogue: Catalogue) -> Codes {
        var codes = Codes()
        if owner != nil || resource != nil { codes.resources = catalogue.resources.values.filter(holds).map(\.code).sorted() }
        if words != nil {
            let items =
                catalogue.items.values.filter { isNamed($0.code, $0.name) }.map(\.code)
                + catalogue.allThings.filter { isNamed($0.code, $0.name) }.map(\.code)
            codes.named = Codes.Named(
                resources: catalogue.resources.values.filter { isNamed($0.code, $0.name) }.map(\.code).sorted(),
                items: Set(items).sorted())
        }
        return codes
    }

    /// The boxes above the list.
    ///
    /// - Parameters:
    ///   - resources: those that can be chosen, with the departments that hold them.
    ///   - kept: what else the list is narrowed to.
    func form(
        to place: Link, among resources: [DataResource], in catalogue: Catalogue, keeping kept: [(name: String, value: String)] = [],
        help: Text, _ language: Language
    ) -> HTML {
        let owners = Set(resources.map(\.owner)).sorted().map { Option($0, catalogue.departmentName($0)) }
        let choices = resources.sorted { $0.code < $1.code }.map { Option($0.code, $0.name) }
        var fields: [(field: Field, value: String?)] = []
        // Whoever sees one department's alone has nothing to choose.
        if owners.count > 1 { fields.append((Field("owner", SharingText.holder, .choice(owners, style: .select), required: false), owner)) }
        fields.append((Field("resource", SharingText.resource, .choice(choices, style: .select), required: false), resource))
        fields.append((Field("q", FilterText.words, .text(max: DataFilter.longestWords), help: help, required: false), words))
        let hidden = kept.html { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">" }
        let clear: HTML =
            isEmpty ? HTML() : Components.button(FilterText.clear, to: kept.reduce(place) { $0.with($1.name, $1.value) }, .plain, language)
        return """
            <form class="choose" method="get" action="\(place)" role="search">\(hidden)\(fields.html { $0.field.render(value: $0.value, language) })\
            <button class="button plain">\(FilterText.show, language)</button>\(clear)</form>
            """
    }
}
