import Catalogue
import DataCentre
package import Kernel
package import Licences
import Store
import Web

/// A record or a licence that a case relies on and that was put right, or ended, after the application was handed in.
package struct CorrectedSource: Sendable, Hashable {
    package var name: Text
    package var at: Instant
    /// How a licence stands that is no longer in force; nil where something was corrected.
    package var ended: LicenceStatus?
}

extension Cases {
    /// What the item of a case rests on and has been corrected or taken away since. What was frozen stays as it is: whoever decides looks at it again.
    func correctedSince(_ file: ApplicationFile, _ item: ServiceItem, in connection: any Connection) throws -> [CorrectedSource] {
        let since = file.application.submittedAt
        var (found, resources) = ([CorrectedSource](), [String]())
        for source in file.frozen.sources(of: item, canonical: file.thing.canonical) {
            switch source {
            case .licence(let type, let number):
                if let (at, to) = try licences.altered(type, number: number, since: since, in: connection) {
                    let ended = to == .superseded ? nil : to
                    found.append(CorrectedSource(name: source.plainName(in: file.catalogue), at: at, ended: ended))
                }
            case .resource(let code): resources.append(code)
            default: break
            }
        }
        for mended in try dataCentre.mended(for: file.application.party, resources, since: since, in: connection) {
            let register = Source.resource(code: mended.resource).plainName(in: file.catalogue)
            let name = mended.label.map { Text("\(register.zh)：\($0.zh)", "\(register.en): \($0.en)") } ?? register
            found.append(CorrectedSource(name: name, at: mended.at))
        }
        return found
    }

    /// The notice on the pages of a case.
    func correctedBanner(_ corrected: [CorrectedSource], _ words: Text, _ call: Call) -> HTML {
        guard !corrected.isEmpty else { return HTML() }
        let rows = corrected.html { source -> HTML in
            let state = source.ended.map(\.name) ?? CorrectedText.corrected
            return """
                <li>\(source.name, call.language) · \(state, call.language) · \
                \(Components.moment(source.at, near: call.now.date, call.language))</li>
                """
        }
        return Components.banner(.wait, "<p>\(words, call.language)</p><ul class=\"plain\">\(rows)</ul>")
    }
}

/// What is said where something that a case rests on was corrected.
enum CorrectedText {
    static let corrected = Text("已更正", "Corrected")
    static let forOfficer = Text(
        "申请提交后，本件用到的这些内容有了变化，决定前请重新核对：",
        "Since it was handed in, these have changed, and the case rests on them. Look again before deciding:")
    static let forApplicant = Text(
        "您提交后，这些登记有了变化；需要改动的，请联系办理部门：",
        "Since you handed it in, these records have changed. If anything changes for you, ask the department:")
}
