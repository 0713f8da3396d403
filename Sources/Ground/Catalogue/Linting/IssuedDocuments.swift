import Kernel

/// What the city itself makes out: its licence types and the results of its items, found by what a material is called.
struct IssuedDocuments {
    /// One of them.
    enum Document { case licence(LicenceType), result(ServiceItem, Text) }

    private var byName: [String: Document] = [:]
    private var lengths: Set<Int> = []

    init(_ parts: CatalogueParts) {
        for item in parts.items.values.sorted(by: { $0.code < $1.code }) {
            for case .document(let name) in item.results.map(\.kind) { add(name.zh, .result(item, name)) }
        }
        for type in parts.licenceTypes.values.sorted(by: { $0.code < $1.code }) {
            for name in type.words + [type.name.zh] { add(name, .licence(type)) }
        }
    }

    private mutating func add(_ name: String, _ document: Document) {
        let plain = IssuedDocuments.plain(name)
        byName[plain] = document
        // Two characters end too many names: such a document is meant only where nothing else is said.
        guard plain.count >= 3 else { return }
        lengths.insert(plain.count)
    }

    /// `母亲的居民身份证复印件` is an identity card, and `户口本原件` a household register: a name that ends with the document's.
    func document(named name: String) -> Document? {
        let plain = IssuedDocuments.plain(name)
        if plain.count < 3 { return byName[plain] }
        for length in lengths.sorted(by: >) where length <= plain.count {
            if let found = byName[String(plain.suffix(length))] { return found }
        }
        return nil
    }

    private static let endings = ["复印件", "原件", "正本", "副本", "正副本", "（原件）", "（复印件）"]

    /// Without book-title marks, brackets and words on its form.
    private static func plain(_ name: String) -> String {
        var text = name.filter { !"《》“” ".contains($0) }
        if let bracket = text.firstIndex(where: { $0 == "（" || $0 == "(" }), bracket > text.startIndex { text = String(text[..<bracket]) }
        var isShorter = true
        while isShorter {
            isShorter = false
            for ending in endings where text.hasSuffix(ending) && text.count > ending.count {
                text.removeLast(ending.count)
                isShorter = true
            }
        }
        return text
    }
}

/// The rules on what an item asks people to hand in.
struct MaterialLint {
    let lint: Lint
    let item: ServiceItem

    func check(_ material: Material, at place: Place) {
        if material.promise != nil, item.features.commitment == .none || material.returnsOriginal {
            lint.find("promise-barred", at: place / "promise", LintText.promiseBarred(material.name))
        }
        if material.sample == nil { lint.find("material-sample", at: place, LintText.materialSample(material.name)) }
        if let type = material.satisfiedBy.lazy.compactMap(licence).first {
            checkForm(material, type, at: place)
        } else if let found = lint.memory.issued.document(named: material.name.zh), !material.returnsOriginal {
            check(material, found, at: place)
        } else if material.from == .government, material.satisfiedBy.isEmpty, !material.returnsOriginal,
            let issuer = material.issuer.flatMap({ lint.parts.departments[$0] })
        {
            lint.find("city-issued", at: place, LintText.cityIssuer(material.name, issuer.name))
        }
    }

    private func licence(_ proof: Material.Proof) -> LicenceType? {
        guard case .licence(let code, _) = proof else { return nil }
        return lint.parts.licenceTypes[code]
    }

    /// 一律不需提交实体证照: what is on the register is not asked for as an original or a copy.
    private func checkForm(_ material: Material, _ type: LicenceType, at place: Place) {
        if material.returnsOriginal { return }
        let isPaper = material.form != .electronic || material.medium == .paper
        if isPaper { lint.find("register-licence", at: place / "form", LintText.registerLicence(material.name, type.name)) }
    }

    private func check(_ material: Material, _ document: IssuedDocuments.Document, at place: Place) {
        switch document {
        case .licence(let type):
            checkForm(material, type, at: place)
            if material.satisfiedBy.isEmpty {
                lint.find(
                    "city-issued", at: place, LintText.cityLicence(material.name, type.name),
                    suggestion: LintText.satisfy("licence: \(type.code)"))
            }
        case .result(let other, _):
            if material.satisfiedBy.isEmpty, other.code != item.code {
                lint.find(
                    "city-issued", at: place, LintText.cityResult(material.name, other.name),
                    suggestion: LintText.satisfy("result: \(other.code)"))
            }
        }
    }
}
