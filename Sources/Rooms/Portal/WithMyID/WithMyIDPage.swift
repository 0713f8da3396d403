import Cases
import Catalogue
import Kernel
import Synchronization
import Web

extension Portal {
    /// 一证通办: what can be had done with nothing but one's identity.
    struct WithMyID: Sendable {
        /// Things by the station of life where they are looked for.
        var groups: [(name: Text, things: [Thing])]
        /// What is ready for this very person; nil where nobody asked.
        var ready: Set<String>?

        var count: Int { groups.reduce(0) { $0 + $1.things.count } }
    }

    private func withMyIDGroups() -> [(name: Text, things: [Thing])] {
        let snapshot = catalogue.snapshot
        var left = Set(withIdentityAlone.codes(of: snapshot))
        var groups: [(name: Text, things: [Thing])] = []
        for theme in snapshot.lifeLine[.person] ?? [] {
            let codes = theme.items.filter(left.contains)
            left.subtract(codes)
            if !codes.isEmpty { groups.append((theme.name, codes.compactMap(snapshot.thing))) }
        }
        let rest = left.sorted().compactMap(snapshot.thing)
        return rest.isEmpty ? groups : groups + [(WithMyIDText.others, rest)]
    }

    var withMyID: Screen<WithMyID> {
        Screen(
            "portal.with-my-id", get: "/with-my-id", access: .everyone, summary: WithMyIDText.title,
            query: .object([.init("mine", .oneOf(["yes"]), required: false)]),
            load: { call in
                let groups = withMyIDGroups()
                guard call.query["mine"] == "yes", let party = call.visitor.party, party.kind == .person, let account = call.visitor.account
                else { return WithMyID(groups: groups) }
                let codes = groups.flatMap { $0.things.map(\.code) }
                return WithMyID(
                    groups: groups, ready: try await cases.readyWithIdentityAlone(codes, for: party, account: account, at: call.now))
            },
            page: { found, call in withMyIDPage(found, call) },
            gives: .object([
                .init(
                    "items",
                    .array(.object([.init("code", .string), .init("name", .text), .init("theme", .text), .init("ready", .boolean.orNull)])))
            ]),
            json: { found, _ in
                [
                    "items": .array(
                        found.groups.flatMap { group in
                            group.things.map { thing in
                                [
                                    "code": .string(thing.code), "name": JSON(thing.name), "theme": JSON(group.name),
                                    "ready": found.ready.map { JSON.bool($0.contains(thing.code)) } ?? JSON.null,
                                ] as JSON
                            }
                        })
                ]
            })
    }

    private func withMyIDPage(_ found: WithMyID, _ call: Call) -> Page {
        let language = call.language
        let isPerson = call.visitor.kind == .person && call.visitor.party?.kind == .person
        let lead: HTML
        if let ready = found.ready {
            lead = Components.banner(
                .done, "\(WithMyIDText.forYou.filled(["ready": String(ready.count), "all": String(found.count)]), language)")
        } else if isPerson {
            lead = Components.actionBar([
                Components.button(WithMyIDText.check, to: Link("/with-my-id").with("mine", "yes"), language),
                Components.soft(WithMyIDText.checkNote, language),
            ])
        } else {
            lead = HTML()
        }
        let groups = found.groups.html { group -> HTML in
            let things = group.things.sorted { rank($0, found) < rank($1, found) }
            return "<h2>\(group.name, language)</h2>\(Components.cards(things.map { card($0, found, language) }))"
        }
        let list: HTML = found.groups.isEmpty ? Components.emptyState(WithMyIDText.none, language) : groups
        let body: HTML = """
            \(Components.breadcrumbs([(PortalText.nav.label, "/")], language))\
            \(Components.heading(WithMyIDText.title, lede: WithMyIDText.lede.filled(["count": String(found.count)]), language))\(lead)\(list)
            """
        return Page(
            WithMyIDText.title, layout: .portal(current: PortalText.nav), body: body,
            cache: call.visitor.isSignedIn ? nil : "with-my-id@\(catalogue.snapshot.version)")
    }

    /// What is ready for this person stands first.
    private func rank(_ thing: Thing, _ found: WithMyID) -> String { (found.ready?.contains(thing.code) == false ? "1" : "0") + thing.code }

    private func card(_ thing: Thing, _ found: WithMyID, _ language: Language) -> HTML {
        let snapshot = catalogue.snapshot
        let tag: HTML? = found.ready.map { ready in
            ready.contains(thing.code)
                ? Components.tag(WithMyIDText.ready, .done, language) : Components.tag(WithMyIDText.more, .quiet, language)
        }
        let waived = thing.parts.reduce(0) { $0 + $1.item.materials.count }
        let words = waived == 0 ? WithMyIDText.noPapers : WithMyIDText.waived(waived)
        return Components.linkCard(
            HTML(text: thing.name[language]), to: "/things/\(thing.code)", tag: tag, "<p>\(words, language)</p>",
            foot: HTML(text: snapshot.departmentShortName(thing.lead)[language]))
    }
}

/// The list of a catalogue, made once a version.
final class WithIdentityAlone: Sendable {
    private let made = Mutex<(version: Int, codes: [String])?>(nil)

    func codes(of catalogue: Catalogue) -> [String] {
        if let kept = made.withLock({ $0 }), kept.version == catalogue.version { return kept.codes }
        let codes = IdentityAlone.things(in: catalogue)
        made.withLock { $0 = (catalogue.version, codes) }
        return codes
    }
}

/// What those read who have nothing with them but their card.
enum WithMyIDText {
    static let title = Text("一证通办", "With my ID alone")
    static let lede = Text(
        "这 {count} 件事只凭身份证就能办：材料由证照和数据代替，不用自己带，也不用自己填。",
        "These {count} services need nothing but your ID: licences and registers stand for every paper and every box.")
    static let hint = Text("只凭身份证就能办的事", "what needs nothing but your ID")
    static let check = Text("为我算一算", "Check for me")
    static let checkNote = Text(
        "会查您自己的证照和数据，每次查询都记在“谁用了我的数据”。", "This looks at your own licences and data; each look is kept for you to see.")
    static let forYou = Text(
        "按您现有的证照和数据，{all} 件中有 {ready} 件什么都不用补。", "With your licences and data, {ready} of {all} ask you for nothing more.")
    static let ready = Text("什么都不用补", "Nothing to add")
    static let more = Text("不能只凭身份证", "Not with the ID alone")
    static let noPapers = Text("不要材料", "No papers")
    static let others = Text("其他", "Others")
    static let none = Text("现在没有只凭身份证能办的事", "Nothing can be done with an ID alone at present")
    static func waived(_ count: Int) -> Text { Text("\(count) 份材料免交", count == 1 ? "1 paper waived" : "\(count) papers waived") }
}
