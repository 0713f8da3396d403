import Catalogue
import Kernel
import Web

/// A licence laid out as a document: title, face, number, seal.
struct LicenceFace {
    let licence: Licence
    let catalogue: Catalogue
    let language: Language
    let today: LocalDate
    /// Numbers that identify somebody in full: for the holder who asked.
    let isFull: Bool

    var name: Text { catalogue.licenceTypes[licence.type]?.name ?? Text(same: licence.type) }
    var issuer: Text { catalogue.departmentName(licence.issuer) }

    var validity: Text {
        licence.validUntil.map { LicencesText.until.filled(["date": $0.text]) } ?? LicencesText.long
    }

    var state: HTML {
        let status = licence.status(on: today)
        return Components.tag(status.name, status == .active ? .done : .seal, language)
    }

    private var holderNumber: String {
        guard licence.holder.kind == .person, !isFull else { return licence.holder.number }
        return ResidentIdentityNumber(stored: licence.holder.number)?.masked ?? ""
    }

    /// What is written on it, in the order that its type gives.
    var facts: [Components.Fact] {
        var facts = [
            Components.Fact(LicencesText.holder, HTML(text: licence.holder.name)),
            Components.Fact(LicencesText.holderNumber, Components.code(holderNumber)),
        ]
        let order = catalogue.licenceTypes[licence.type]?.elements ?? []
        let written = order.filter { licence.face[$0] != nil } + licence.face.keys.filter { !order.contains($0) }.sorted()
        for code in written {
            guard let value = licence.face[code], value != .string(licence.holder.name), value != .string(licence.holder.number) else {
                continue
            }
            let element = catalogue.elements[code]
            facts.append(
                Components.Fact(
                    element?.name ?? Text(same: code), HTML(text: catalogue.words(for: value, of: element, masked: !isFull)[language])))
        }
        return facts
    }

    var html: HTML {
        let rows = Components.summaryList(facts, language)
        return """
            <article class="licence"><p class="licence-mark">\(LicencesText.illustrative, language)</p><h2>\(name, language)</h2>\(rows)\
            <div class="licence-foot"><dl><dt>\(LicencesText.number, language)</dt><dd>\(licence.number)</dd>\
            <dt>\(LicencesText.issuedOn, language)</dt><dd>\(Components.date(licence.issuedOn, language))</dd>\
            <dt>\(LicencesText.valid, language)</dt><dd>\(validity, language)</dd></dl>\(seal)</div></article>
            """
    }

    /// The issuer's seal as a drawing: a ring, the issuer around it, a star.
    private var seal: HTML {
        """
        <svg class="seal" role="img" viewBox="0 0 120 120" aria-label="\(LicencesText.sealOf.filled(["issuer": issuer]), language)">\
        <circle cx="60" cy="60" r="55" fill="none" stroke="currentColor" stroke-width="4"/>\
        <path d="M60 40l5.3 16.2h17L68.500 66.200l5.300 16.200L60 72.400 46.200 82.400l5.300-16.200L37.700 56.200h17z" fill="currentColor"/>\
        <text x="60" y="28" text-anchor="middle" font-size="13" fill="currentColor">\(catalogue.departmentShortName(licence.issuer).zh)</text>\
        <text x="60" y="103" text-anchor="middle" font-size="11" fill="currentColor">电子印章</text></svg>
        """
    }
}
