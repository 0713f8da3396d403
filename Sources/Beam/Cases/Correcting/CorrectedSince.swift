import Catalogue
import DataCentre
package import Kernel
import Licences
import Store
import Web

/// A record or a licence that a case relies on and that was put right after the application was handed in.
package struct CorrectedSource: Sendable, Hashable {
    package var name: Text
    package var at: Instant
}

extension Cases {
    /// What the item of a case rests on and has been corrected since. What was frozen stays as it is: whoever decides looks at it again.
    func correctedSince(_ file: ApplicationFile, _ item: ServiceItem, in connection: any Connection) throws -> [CorrectedSource] {
        let needed = Set(item.fields.map { file.thing.canonical($0.field) })
        let facts = file.frozen.facts.filter { needed.contains(file.thing.canonical($0.key)) }.map(\.value.source)
        let papers = file.frozen.materials.filter { $0.neededBy.contains(item.code) }.compactMap(\.source)
        let since = file.application.submittedAt
        var (found, resources) = ([CorrectedSource](), [String]())
        for source in Set(facts + papers).sorted(by: { $0.json.text < $1.json.text }) {
            switch source {
            case .licence(let type, let number):
                if let at = try licences.corrected(type, number: number, since: since, in: connection) {
                    found.append(CorrectedSource(name: source.plainName(in: file.catalogue), at: at))
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
            "<li>\(source.name, call.language) · \(Components.moment(source.at, near: call.now.date, call.language))</li>"
        }
        return Components.banner(.wait, "<p>\(words, call.language)</p><ul class=\"plain\">\(rows)</ul>")
    }
}

/// What is said where something that a case rests on was corrected.
enum CorrectedText {
    static let forOfficer = Text(
        "申请提交后，本件用到的这些内容作了更正，决定前请重新核对：",
        "Since it was handed in, these were corrected, and the case rests on them. Look again before deciding:")
    static let forApplicant = Text(
        "您提交后，这些登记作了更正；需要改动的，请联系办理部门：",
        "Since you handed it in, these records were corrected. If anything changes for you, ask the department:")
}
