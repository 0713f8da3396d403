import Cases
package import Catalogue
import Identity
package import Kernel
package import Web

extension Portal {
    /// A guide as one visitor sees it: for an applicant computed with what is known of them, for everybody else with nothing known.
    struct GuideView: Sendable {
        var catalogue: Catalogue
        var thing: Thing
        var checklist: Checklist
        /// The visitor's own; nil for others.
        var open: OpenDraft?
        /// The visitor's district: what they chose, or where they live.
        var district: RegionCode?
        /// Nothing in the page is this visitor's alone, their district apart.
        var isPublic: Bool
    }

    /// The district that a guide speaks of: what the address asks for, what the visitor chose before, or their own.
    private func district(_ call: Call) async throws -> RegionCode? {
        if let asked = call.query["district"] ?? call.place { return RegionCode(asked) }
        guard let party = call.visitor.party, let profile = try await identity.profile(of: party), profile.region.level >= .district
        else { return nil }
        return RegionCode(profile.region.sixDigits)
    }

    private func view(_ code: String, _ call: Call) async throws -> GuideView {
        let snapshot = catalogue.snapshot
        guard let thing = snapshot.thing(code) else { throw WebProblem.notFound }
        let district = try await district(call)
        // Only whom it is for: an enterprise's agent sees a person's guide like a stranger, and the other way round.
        if let party = call.visitor.party, party.kind.rawValue == thing.audience.rawValue {
            let open = try await cases.openDraft(of: code, for: call.visitor, at: call.now)
            return GuideView(
                catalogue: open.catalogue, thing: open.thing, checklist: open.checklist, open: open, district: district,
                isPublic: false)
        }
        let checklist = Checklist.resolve(thing, in: snapshot, answers: [:], given: [:], holdings: Holdings(), today: call.now.date)
        return GuideView(
            catalogue: snapshot, thing: thing, checklist: checklist, open: nil, district: district,
            // What a district in the address adds is not kept: anybody could ask for as many pages as there are codes.
            isPublic: !call.visitor.isSignedIn && call.query["district"] == nil)
    }

    var guide: Screen<GuideView> {
        Screen(
            "portal.guide", get: "/things/{code}", access: .everyone, summary: PortalText.guide,
            query: .object([.init("district", .string(maxLength: 12))]), refuses: ["web.not-found"],
            load: { call in try await view(try call.parameter("code"), call) }, page: { view, call in guidePage(view, call) },
            gives: .any, json: { view, _ in view.json })
    }

    /// An item's own address leads to the same guide; the whole guide is a page of its own, for paper.
    var guideOfItem: [Endpoint] {
        [
            Endpoint(
                "portal.whole-guide", .get, "/things/{code}/print", access: .everyone, summary: PortalText.wholeGuide, tag: "portal",
                face: .page
            ) { call in
                let view = try await view(try call.parameter("code"), call)
                let name = view.thing.called ?? view.thing.name
                let parts = GuideParts(view: view, language: call.language, today: call.now.date)
                let body: HTML = """
                    \(Components.breadcrumbs([(name, "/things/\(view.thing.code)")], call.language))\
                    \(Components.heading(name, lede: view.thing.summary, call.language))\
                    \(Components.actionBar([Components.printButton(call.language)]))\(parts.whole)
                    """
                return .page(page(view, name, body, cache: "whole-guide"))
            },
            Endpoint("portal.item", .get, "/items/{code}", access: .everyone, summary: PortalText.guide, tag: "portal", face: .page) {
                call in
                let code = try call.parameter("code")
                guard catalogue.snapshot.thing(code) != nil else { throw WebProblem.notFound }
                return .redirect("/things/\(code)")
            },
        ]
    }

    /// The whole guide of a thing as strangers read it, wherever else it has to be shown; without a heading.
    package static func guide(_ thing: Thing, in catalogue: Catalogue, _ language: Language, on today: LocalDate) -> HTML {
        let checklist = Checklist.resolve(thing, in: catalogue, answers: [:], given: [:], holdings: Holdings(), today: today)
        let view = GuideView(catalogue: catalogue, thing: thing, checklist: checklist, open: nil, district: nil, isPublic: true)
        return GuideParts(view: view, language: language, today: today).whole
    }

    private func guidePage(_ view: GuideView, _ call: Call) -> Page {
        let language = call.language
        let name = view.thing.called ?? view.thing.name
        let departments = Set(view.thing.parts.map(\.item.department)).count
        let tag: HTML? =
            view.thing.isSingle
            ? nil : Components.tag(PortalText.oneThingOf.filled(["n": String(departments)]), .beam, language)
        let parts = GuideParts(view: view, language: language, today: call.now.date)
        let struck = view.thing.isSingle ? PortalText.struckAlone : PortalText.struckApart
        let note =
            [view.open == nil ? PortalText.atMost : PortalText.forYou] + (view.checklist.reductions.hasFewer ? [struck] : [])
            + [view.checklist.reductions.others].compactMap(\.self)
        let body: HTML = """
            \(Components.breadcrumbs([(PortalText.nav.label, "/")], language))\
            \(Components.heading(HTML(text: name[language]), tag: tag, lede: view.thing.summary.map { HTML(text: $0[language]) }))\
            \(Components.card(nil, parts.numbers + "<p class=\"soft\">\(Text(note.map(\.zh).joined(), note.map(\.en).joined(separator: " ")), language)</p>"))\
            \(Components.halves("\(start(view, call))\(parts.responsibility)", Components.card(PortalText.whoDoesWhat, parts.bars + parts.followOns, language)))\
            \(parts.channels)\
            \(LocalParts(thing: view.thing, catalogue: view.catalogue, district: view.district, language: language).card)\
            \(parts.everything)
            """
        return page(view, name, body, cache: "guide")
    }

    /// One page for each version, language and district; a visitor's own is never kept.
    private func page(_ view: GuideView, _ name: Text, _ body: HTML, cache: String) -> Page {
        var page = Page(
            name, layout: .portal(current: PortalText.nav), body: body, cache: view.isPublic ? "\(cache)@\(view.catalogue.version)" : nil)
        page.isPlaced = true
        return page
    }

    /// The one next step: the questions for whoever is signed in, signing in for the rest.
    private func start(_ view: GuideView, _ call: Call) -> HTML {
        let language = call.language
        let code = view.thing.code
        if call.visitor.kind == .staff {
            // Officials apply as the people they are, with an account of their own; here they look things up.
            let manual: HTML? =
                view.thing.isSingle ? Components.button(GuidingText.manual, to: "/console/manual/\(code)", .plain, language) : nil
            return Components.card(
                PortalText.start, "<p>\(GuidingText.asStaff, language)</p>\(Components.actionBar([manual].compactMap(\.self)))", language)
        }
        guard let open = view.open else {
            let isOther = call.visitor.isSignedIn
            let how = isOther ? (view.thing.audience == .person ? PortalText.asPerson : PortalText.asEnterprise) : PortalText.signInFirst
            let button =
                isOther
                ? Components.button(PortalText.chooseParty, to: "/acting-for", .plain, language)
                : Components.button(PortalText.begin, to: Link("/sign-in").with("next", "/things/\(code)"), language)
            return Components.card(PortalText.start, "<p>\(how, language)</p>\(Components.actionBar([button]))", language)
        }
        let known = open.knownAnswers(language)
        let list: HTML? = known.isEmpty ? nil : Components.summaryList(known, language)
        let fields = open.questionFields
        let title = fields.isEmpty ? PortalText.start : PortalText.questions(fields.count)
        let form = Form(
            action: "/things/\(code)/drafts", sections: [FormSection(title, fields: fields)], values: open.values(on: call.now.date),
            submit: open.draft.isBegun ? PortalText.goOn : PortalText.begin, seal: FormSeal(csrf: call.visitor.csrf))
        return "\(form.html(language))\(list.map { Components.card(PortalText.alreadyKnown, $0, language) })"
    }
}

extension Portal.GuideView {
    /// For programs: the thing, what it takes and, for an applicant, what is left to ask.
    var json: JSON {
        [
            "code": .string(thing.code), "name": JSON(thing.name), "audience": .string(thing.audience.rawValue),
            "lead": .string(thing.lead),
            "district": JSON(district?.sixDigits),
            "cooperating": .array(
                thing.cooperating.map { ["department": .string($0.department), "duty": $0.duty.map { JSON($0) } ?? .null] }),
            "channels": .array(
                checklist.offers(in: district, catalogue).map { offer in
                    [
                        "channel": .string(offer.channel.rawValue), "items": .int(offer.items), "ofItems": .int(offer.all),
                        "workingDays": .int(offer.workingDays), "trips": .int(offer.trips),
                    ]
                }),
            "items": .array(thing.parts.map { $0.item.json(in: catalogue) }), "checklist": checklist.json,
        ]
    }
}
