package import Kernel
package import Rules

/// 一件事: several items of several departments done as one.
package struct OneThing: Sendable {
    /// One of its items: whether it belongs, and what has to be done first.
    package struct Part: Sendable {
        package let item: String
        package let when: Rules.Expression?
        /// The yes/no question that takes it in.
        package let optional: String?
        /// The items whose results it needs.
        package let after: [String]

        init(_ entry: Entry) {
            item = entry.string("item")
            when = entry.expression("when")
            optional = entry.optionalString("optional")
            after = entry.strings("after")
        }

        init(item: String) { (self.item, when, optional, after) = (item, nil, nil, []) }
    }

    /// What happens by itself afterwards: no application, no clock.
    package struct FollowOn: Sendable, Hashable {
        package let code: String
        package let name: Text
        package let party: String
        package let after: String?
        package let what: Text?

        init(_ entry: Entry) {
            code = entry.slug("code")
            name = entry.text("name")
            party = entry.string("party")
            after = entry.optionalString("after")
            what = entry.optionalText("what")
        }
    }

    /// What it took before, and who says so.
    package struct Before: Sendable, Hashable {
        package let steps: Int?
        package let materials: Int?
        package let forms: Int?
        package let fields: Int?
        package let days: Int?
        package let trips: Int?
        package let source: Text?

        init(_ entry: Entry) {
            steps = entry.optionalInt("steps")
            materials = entry.optionalInt("materials")
            forms = entry.optionalInt("forms")
            fields = entry.optionalInt("fields")
            days = entry.optionalInt("days")
            trips = entry.optionalInt("trips")
            source = entry.optionalText("source")
        }
    }

    /// A department that takes part, and its duty.
    package struct Cooperation: Sendable, Hashable {
        package let department: String
        package let duty: Text?

        init(_ entry: Entry) {
            department = entry.string("department")
            duty = entry.optionalText("duty")
        }
    }

    package let code: String
    package let name: Text
    /// What people call it.
    package let called: Text?
    package let summary: Text?
    package let audience: Audience
    package let theme: String?
    package let life: String?
    package let lead: String
    package let cooperating: [Cooperation]
    package let roles: [String: Participant]
    package let questions: [Question]
    package let parts: [Part]
    package let followOns: [FollowOn]
    package let before: Before?
    package let sections: [String: Text]
    package let words: [String]
    package let isIllustrative: Bool

    init(_ entry: Entry) {
        code = entry.slug("code")
        name = entry.text("name")
        called = entry.optionalText("called")
        summary = entry.optionalText("summary")
        audience = entry.oneOf("audience")
        theme = entry.optionalString("theme")
        life = entry.optionalString("life")
        lead = entry.string("lead")
        cooperating = entry.entries("cooperating", plain: "department", Cooperation.init)
        roles = entry.participants("roles")
        questions = entry.entries("questions", Question.init)
        parts = entry.entries("items", plain: "item", required: true, Part.init)
        followOns = entry.entries("followOns", FollowOn.init)
        before = entry.entry("before", Before.init)
        sections = entry.texts("sections")
        words = entry.strings("words")
        isIllustrative = entry.bool("illustrative", default: false)
    }
}

/// A station of the life line (人生 / 企业生命周期), with what is done there.
package struct Theme: Sendable, Hashable {
    package let code: String
    package let name: Text
    package let hint: Text?
    package let things: [String]
    package let items: [String]

    init(_ entry: Entry) {
        code = entry.slug("code")
        name = entry.text("name")
        hint = entry.optionalText("hint")
        things = entry.strings("things")
        items = entry.strings("items")
    }
}
