package import Kernel

/// 证明事项清单: every certificate that the city still asks people for, by which rule, made out by whom, and what replaces it.
package enum CertificateList {
    /// One certificate.
    package struct Entry: Sendable, Hashable {
        package let name: Text
        /// Codes of the items that ask for it, and their departments.
        package let askedFor: [String]
        package let askedBy: [Text]
        package let basis: [Text]
        package let issuedBy: Text
        /// Licences, registers and results that replace it; empty where nothing does.
        package let replacedBy: [Text]
        /// A signed promise may stand for it (国办发〔2020〕42号).
        package let takesCommitment: Bool
        package let isAbolishable: Bool
    }

    /// The list, by name; the same certificate asked by several items is one entry.
    package static func entries(of catalogue: Catalogue) -> [Entry] {
        var found: [String: [(item: ServiceItem, material: Material)]] = [:]
        for item in catalogue.items.values {
            for material in item.materials where material.isCertificate {
                found["\(material.name.zh) \(material.issuer ?? "")", default: []].append((item, material))
            }
        }
        return found.values.map { entry($0.sorted { $0.item.code < $1.item.code }, catalogue) }.sorted { $0.name.zh < $1.name.zh }
    }

    private static func entry(_ uses: [(item: ServiceItem, material: Material)], _ catalogue: Catalogue) -> Entry {
        let first = uses[0].material
        return Entry(
            name: first.name, askedFor: uses.map(\.item.code), askedBy: distinct(uses.map { catalogue.departmentName($0.item.department) }),
            basis: distinct(uses.flatMap { $0.material.bases.map(\.citation) }),
            issuedBy: first.issuer.map(catalogue.departmentName) ?? GuideText.origin(first.from, nil),
            replacedBy: distinct(uses.flatMap { use in use.material.satisfiedBy.map { $0.text(in: catalogue) } }),
            takesCommitment: uses.allSatisfy(\.material.takesCommitment),
            isAbolishable: uses.contains { $0.material.bases.isEmpty })
    }

    private static func distinct(_ texts: [Text]) -> [Text] {
        var seen: Set<Text> = []
        return texts.filter { seen.insert($0).inserted }
    }
}

extension Material.Proof {
    /// `来自电子证照《居民身份证》`
    package func text(in catalogue: Catalogue) -> Text {
        switch self {
        case .licence(let type, _): CatalogueText.fromLicence(catalogue.licenceTypes[type]?.name ?? Text(same: type))
        case .resource(let code, _): Source.resource(code: code).text(in: catalogue)
        case .result(let other): CatalogueText.fromResult(catalogue.items[other]?.name ?? Text(same: other))
        }
    }
}
