import Catalogue
import Kernel
import Web

/// A form in which a licence leaves the wallet as a document. The page for print is one; the layout file of the national standard
/// (OFD, GB/T 33190) is meant to be another, made from the same face.
protocol LicenceForm: Sendable {
    /// How an address names it.
    static var code: String { get }

    /// - Parameter verifyAt: the address in the code on the document.
    func answer(_ face: LicenceFace, verifyAt: String) -> Answer
}

/// One sheet of A4: title, face, seal, and a code by which anybody can check it.
struct PaperForm: LicenceForm {
    static let code = "paper"

    func answer(_ face: LicenceFace, verifyAt: String) -> Answer {
        let language = face.language
        let code = Components.qr(verifyAt, label: FaceText.verify, language)
        let body: HTML = """
            \(Components.breadcrumbs([(LicencesText.title, "/licences"), (face.name, "/licences/\(face.licence.id)")], language))\
            <div class="sheet">\(face.html(code: code))</div>\
            <p class="soft">\(FaceText.paperNote, language)</p>\
            \(Components.actionBar([Components.printButton(language)]))
            """
        return .page(Page(face.name, layout: .plain, body: body))
    }
}

extension Licences {
    /// The licence as a document, numbers in full: a look that is logged like any other.
    var paper: Endpoint {
        Endpoint(
            "licences.paper", .get, "/licences/{id}/" + PaperForm.code, access: .applicant, summary: FaceText.paper,
            refuses: ["licences.not-found"], face: .page
        ) { call in
            let opened = try await open(call, isFull: true, reason: FaceText.printed)
            let face = LicenceFace(
                licence: opened.licence, catalogue: catalogue.snapshot, language: call.language, today: call.now.date, isFull: true)
            return PaperForm().answer(face, verifyAt: verifyLink(opened.licence).absolute(from: origin))
        }
    }
}
