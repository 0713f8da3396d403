import Catalogue
import Kernel
import Licences

/// The refusals of a matter that is applied for, or held, already.
enum Repetition {
    private static let title = Text("这件事已经办过，或者正在办", "This has been applied for already")
    private static let seeApplication = Text("查看那次申请", "See that application")
    private static let seeLicence = Text("查看这张证照", "See the licence")

    /// - Parameter application: the earlier one, where it is the reader's own.
    static func running(_ matter: Matter, _ application: Application?) -> Problem {
        let name = matter.itemName
        guard let application else {
            return Problem(
                "cases.repeated", status: 409, title: title,
                detail: Text(
                    "同一件“\(name.zh)”已经有人提交，正在办理，不用再提交。有疑问请拨打 12345。",
                    "Somebody has applied for the same “\(name.en)” and it is being handled; there is no need to apply again. Ask 12345."))
        }
        let day = application.submittedAt.date.text
        return Problem(
            "cases.repeated", status: 409, title: title,
            detail: Text(
                "同一件“\(name.zh)”您已于 \(day.zh)提交（申请编号 \(application.number)），正在办理，不用再提交。要重新申请，请先撤回那一件。",
                "You applied for the same “\(name.en)” on \(day.en) (application \(application.number)) and it is being handled. To apply "
                    + "anew, withdraw that one first."),
            related: [Problem.Related(seeApplication, "/applications/\(application.id)")])
    }

    static func held(_ matter: Matter, _ licence: Licence, isOwn: Bool, _ desk: PassageDesk) -> Problem {
        let (name, successors) = (matter.itemName, successors(of: matter, desk))
        let which = isOwn ? Text("（证照编号 \(licence.number)）", " (number \(licence.number))") : Text(same: "")
        let what = desk.catalogue.licenceTypes[licence.type]?.name ?? name
        let first = Text(
            "“\(name.zh)”已经办过，《\(what.zh)》\(which.zh)仍然有效，不能再办一次。",
            "“\(name.en)” has been done: the “\(what.en)”\(which.en) is in force, and there can be no second one. ")
        let own = isOwn ? [Problem.Related(seeLicence, "/licences/\(licence.id)")] : []
        return Problem(
            "cases.repeated", status: 409, title: title, detail: joined(first, way(successors, desk)),
            related: own + successors.map { Problem.Related($0.name, "/things/\($0.code)") })
    }

    static func settled(_ matter: Matter, _ desk: PassageDesk) -> Problem {
        let name = matter.itemName
        return Problem(
            "cases.repeated", status: 409, title: title,
            detail: joined(
                Text("同一件“\(name.zh)”已经办结。", "The same “\(name.en)” has been done. "), way([], desk)))
    }

    /// How to get a licence in the place of the one that is held.
    private static func way(_ successors: [ServiceItem], _ desk: PassageDesk) -> Text {
        if !successors.isEmpty {
            let (zh, en) = (successors.map(\.name.zh).joined(separator: "”或“"), successors.map(\.name.en).joined(separator: "” or “"))
            return Text("要换发，请办理“\(zh)”。", "To replace it, apply for “\(en)”.")
        }
        if desk.thing.isSingle { return Text("需要补发或者更正，请拨打 12345。", "For a replacement or a correction call 12345.") }
        return Text("其余事项可以单独办理；需要补发或者更正，请拨打 12345。", "The other items can be applied for singly. For a replacement call 12345.")
    }

    private static func joined(_ first: Text, _ second: Text) -> Text { Text(first.zh + second.zh, first.en + second.en) }

    private static func successors(of matter: Matter, _ desk: PassageDesk) -> [ServiceItem] {
        desk.catalogue.items.values.filter { item in
            item.code != matter.item && item.results.contains { $0.licence == matter.result.licence && $0.succeeds != nil }
        }.sorted { $0.code < $1.code }
    }
}
