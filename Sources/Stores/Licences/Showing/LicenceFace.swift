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

    /// What is written on it, in the order that its type gives.
    var facts: [Components.Fact] {
        var facts = licence.holders.flatMap { holder in
            [
                Components.Fact(LicencesText.holder, HTML(text: holder.name)),
                Components.Fact(LicencesText.holderNumber, Components.code(isFull ? holder.number : holder.maskedNumber)),
            ]
        }
        for (code, value) in LicenceFace.written(on: licence, in: catalogue) {
            let element = catalogue.elements[code]
            facts.append(
                Components.Fact(
                    element?.name ?? Text(same: code), HTML(text: catalogue.words(for: value, of: element, masked: !isFull)[language])))
        }
        return facts
    }

    /// The elements on a licence besides its holders' names and numbers, in the order that its type gives.
    static func written(on licence: Licence, in catalogue: Catalogue) -> [(code: String, value: JSON)] {
        let order = catalogue.licenceTypes[licence.type]?.elements ?? []
        let said = Set(licence.holders.flatMap { [JSON.string($0.name), .string($0.number)] })
        let codes = order.filter { licence.face[$0] != nil } + licence.face.keys.filter { !order.contains($0) }.sorted()
        return codes.compactMap { code in
            guard let value = licence.face[code], !said.contains(value) else { return nil }
            return (code, value)
        }
    }

    var html: HTML { html(code: nil) }

    /// - Parameter code: the QR code of its check, for a document that leaves the screen.
    func html(code: HTML?) -> HTML {
        let rows = Components.summaryList(facts, language)
        // A document of its own has its name as its heading; on a page about it that is the page's.
        let title: HTML = code == nil ? "<h2>\(name, language)</h2>" : "<h1>\(name, language)</h1>"
        let scan: HTML? = code.map { "<figure class=\"verify\">\($0)<figcaption>\(FaceText.verify, language)</figcaption></figure>" }
        return """
            <article class="licence" data-sample="\(FaceText.sample, language)">\
            <p class="licence-mark">\(LicencesText.illustrative, language)</p>\(title)\(rows)\
            <div class="licence-foot"><dl><dt>\(LicencesText.number, language)</dt><dd>\(licence.number)</dd>\
            <dt>\(LicencesText.issuer, language)</dt><dd>\(issuer, language)</dd>\
            <dt>\(LicencesText.issuedOn, language)</dt><dd>\(Components.date(licence.issuedOn, language))</dd>\
            <dt>\(LicencesText.valid, language)</dt><dd>\(validity, language)</dd>\
            <dt>\(FaceText.trust, language)</dt><dd>\(licence.trust.rawValue)</dd></dl>\(scan)\(IssuerSeal(issuer: issuer, language: language).html)</div></article>
            """
    }
}
