package import Catalogue
package import Kernel

/// The metadata of a licence under their standard names (GB/T 36903), as exchange files write them. Several holders are joined by `^`, in
/// the same order in all four fields.
package struct LicenceMetadata: Sendable, Hashable {
    /// In the order of the standard.
    package let entries: [(abbreviation: String, value: String)]

    /// - Parameters:
    ///   - events: its life, the first step first: by whom it was sealed, and what changed it last. None where they are not at hand.
    ///   - masked: numbers as officers may see them, and of the face nothing that is sensitive.
    package init(_ licence: Licence, events: [LicenceEvent], in catalogue: Catalogue, masked: Bool) {
        let type = catalogue.licenceTypes[licence.type]
        let issuer = catalogue.departments[licence.issuer]
        let holders = licence.holders
        func joined(_ value: (Licence.Holder) -> String) -> String { holders.map(value).joined(separator: LicenceMetadata.separator) }
        let issuerName = issuer?.name.zh ?? licence.issuer
        let first = events.first { $0.from == nil }
        let change = events.last { $0.from != nil }
        // 证照照面 is an extension of the standard: `KZ_` and the element.
        let face = licence.face.sorted { $0.key < $1.key }.map { element, value in
            let isHidden = masked && catalogue.elements[element].map { ElementGrade(sensitivity: $0.sensitivity).isMasked } ?? false
            return ("KZ_" + element, isHidden ? "***" : value.string ?? value.text)
        }
        let plain = [
            ("ZZMC", type?.name.zh ?? licence.type), ("ZZBS", licence.identifier.rawValue), ("ZZLXMC", type?.name.zh ?? licence.type),
            ("ZZLXDM", type?.typeCode ?? ""), ("ZZBH", licence.number), ("ZZBFJG", issuerName),
            ("ZZBFJGDM", issuer?.uscc ?? ""), ("ZZBFRQ", licence.issuedOn.description), ("ZZYXQQSRQ", licence.validFrom.description),
            ("ZZYXQJZRQ", licence.validUntil?.description ?? LicenceMetadata.endless), ("CZZT", joined(\.name)),
            ("CZZTDM", joined { masked ? $0.maskedNumber : $0.number }), ("CZZTDMLX", joined(\.code.name.zh)),
            ("CZZTDMLXDM", joined(\.numberType)), ("certificate_area_code", licence.region.sixDigits),
            ("ZZQZR", first.flatMap { $0.actor.name.isEmpty ? nil : $0.actor.name } ?? issuerName),
            ("ZZQZSJ", first?.at.rfc3339 ?? licence.issuedOn.description), ("ZZQZMC", "\(issuerName)电子印章"),
        ]
        let changed = change.map { [("ZZBGSJ", $0.at.rfc3339), ("ZZBGYY", $0.reason.isEmpty ? $0.to.name.zh : $0.reason)] } ?? []
        entries = plain + changed + face
    }

    package static let separator = "^"
    /// How the exchange writes a licence without an end.
    package static let endless = "9999-12-31"

    package var json: JSON { .object(entries.map { JSON.Member($0.abbreviation, .string($0.value)) }) }

    package static func == (a: LicenceMetadata, b: LicenceMetadata) -> Bool { a.json == b.json }

    package func hash(into hasher: inout Hasher) { hasher.combine(json) }
}
