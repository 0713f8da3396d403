package import Catalogue
package import Kernel

/// The metadata of a licence under their standard names (GB/T 36903), as exchange files write them. Several holders are joined by `^`, in
/// the same order in all four fields.
package struct LicenceMetadata: Sendable, Hashable {
    /// In the order of the standard.
    package let entries: [(abbreviation: String, value: String)]

    package init(_ licence: Licence, in catalogue: Catalogue, masked: Bool) {
        let type = catalogue.licenceTypes[licence.type]
        let issuer = catalogue.departments[licence.issuer]
        let holders = licence.holders
        func joined(_ value: (Licence.Holder) -> String) -> String { holders.map(value).joined(separator: LicenceMetadata.separator) }
        entries = [
            ("ZZMC", type?.name.zh ?? licence.type), ("ZZBS", licence.identifier.rawValue), ("ZZLXMC", type?.name.zh ?? licence.type),
            ("ZZLXDM", type?.typeCode ?? ""), ("ZZBH", licence.number), ("ZZBFJG", issuer?.name.zh ?? licence.issuer),
            ("ZZBFJGDM", issuer?.uscc ?? ""), ("ZZBFRQ", licence.issuedOn.description), ("ZZYXQQSRQ", licence.validFrom.description),
            ("ZZYXQJZRQ", licence.validUntil?.description ?? LicenceMetadata.endless), ("CZZT", joined(\.name)),
            ("CZZTDM", joined { masked ? $0.maskedNumber : $0.number }), ("CZZTDMLX", joined(\.code.name.zh)),
            ("CZZTDMLXDM", joined(\.numberType)),
        ]
    }

    package static let separator = "^"
    /// How the exchange writes a licence without an end.
    package static let endless = "9999-12-31"

    package var json: JSON { .object(entries.map { JSON.Member($0.abbreviation, .string($0.value)) }) }

    package static func == (a: LicenceMetadata, b: LicenceMetadata) -> Bool { a.json == b.json }

    package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}
