import Catalogue
import Kernel
import Web

/// The shapes of what this room answers to programs.
extension Cases {
    private static let count: Schema = .object([.init("before", .integer, required: false), .init("now", .integer)])

    /// Where a value comes from (`Source`).
    static let sourceShape: Schema = .object([
        .init("kind", .oneOf(["licence", "resource", "account", "earlier", "answer", "decision", "result"])),
        .init("type", .string, required: false), .init("number", .string, required: false), .init("code", .string, required: false),
        .init("application", .string, required: false), .init("case", .string, required: false), .init("item", .string, required: false),
    ])

    private static let statementShape: Schema = .object([.init("value", .any), .init("source", sourceShape), .init("asOf", .date)])

    private static let questionShape: Schema = .object([
        .init("code", .string), .init("ask", .text), .init("help", .text, required: false),
        .init("kind", .oneOf(Question.Kind.allCases.map(\.rawValue))),
        .init(
            "options",
            .array(.object([.init("code", .string), .init("name", .text), .init("help", .text, required: false)])), required: false),
        .init("state", .oneOf(["asked", "known", "not-needed"])), .init("reason", .text, required: false),
        .init("sources", .array(sourceShape), required: false), .init("value", .any, required: false),
    ])

    private static let itemShape: Schema = .object([
        .init("item", .string), .init("name", .text), .init("department", .string),
        .init("state", .oneOf(["included", "undecided", "offered", "excluded"])), .init("reason", .text),
        .init("level", .oneOf(OfficeLevel.allCases.map(\.rawValue))), .init("region", .string, required: false),
        .init("after", .array(.string)), .init("start", .integer), .init("length", .integer), .init("statutoryLength", .integer),
        .init("onPromise", .boolean, required: false), .init("approvalPromise", .any, required: false),
    ])

    private static let fieldShape: Schema = .object([
        .init("field", .string), .init("element", .string), .init("label", .text), .init("section", .string), .init("required", .boolean),
        .init("reuse", .oneOf(["reuse", "confirm", "never"])), .init("neededBy", .array(.string)), .init("why", .text, required: false),
        .init("state", .oneOf(["known", "confirm", "asked", "differs", "not-needed"])),
        .init("known", statementShape, required: false), .init("reason", .text, required: false),
        .init("suggestion", .any, required: false), .init("statements", .array(statementShape), required: false),
        .init("value", .any, required: false), .init("source", sourceShape, required: false),
    ])

    private static let materialShape: Schema = .object([
        .init("code", .string), .init("material_name", .text), .init("form", .string), .init("neededBy", .array(.string)),
        .init("state", .oneOf(["waived", "asked", "deferred", "promised", "covered", "not-needed"])),
        .init("reason", .text, required: false),
        .init("source", sourceShape, required: false), .init("by_law", .array(.text), required: false),
        .init("promise", .any, required: false), .init("deferral", .any, required: false),
    ])

    /// `Checklist.json`: everything that is asked with its reason, everything that is not with its source.
    static let checklistShape: Schema = .object([
        .init("thing", .string), .init("complete", .boolean), .init("workingDays", .integer), .init("feeTotalFen", .integer),
        .init("questions", .array(questionShape)), .init("items", .array(itemShape)), .init("fields", .array(fieldShape)),
        .init("materials", .array(materialShape)),
        .init(
            "fees",
            .array(
                .object([.init("item", .string), .init("fee_name", .text), .init("fen", .integer), .init("certain", .boolean)]))),
        .init(
            "reductions",
            .object([
                .init("materials", count), .init("certificates", count), .init("steps", count), .init("fields", count),
                .init("forms", count), .init("days", count), .init("trips", count),
                .init("deferred", .integer, required: false), .init("source", .text, required: false),
            ])),
    ])

    static let draftShape: Schema = .object([
        .init("id", .id), .init("thing", .string), .init("revision", .integer), .init("missing", .integer),
        .init("newlyAsked", .array(.text)), .init("people", peopleShape), .init("checklist", checklistShape),
    ])

    /// What may be written into the boxes, by their names; a document as a file (`material.<code>`).
    static let fieldsShape: Schema = Schema.object([]).with("additionalProperties", true).described(ApplicantText.fieldsByName)

    private static let statusShape: Schema = .oneOf(CaseStatus.allCases.map(\.rawValue))
    private static let actionShape: Schema = .oneOf(CaseAction.allCases.map(\.rawValue))

    /// `Case.brief`
    static let briefShape: Schema = .object([
        .init("id", .id), .init("number", .string), .init("item", .string), .init("status", statusShape), .init("version", .integer),
    ])

    /// What a submission came to, and a line of one's own list.
    static let submittedShape: Schema = .object(submittedMembers)

    private static let submittedMembers: [Schema.Member] = [
        .init("id", .id), .init("number", .string), .init("outcome", .oneOf(ApplicationOutcome.allCases.map(\.rawValue))),
        .init(
            "cases",
            .array(
                .object([
                    .init("id", .id), .init("number", .string), .init("item", .string), .init("department", .string),
                    .init("region", .string), .init("status", statusShape), .init("version", .integer),
                ]))),
    ]

    private static let afterCheckShape: Schema = .object([
        .init("case", .string), .init("state", .oneOf(AfterCheck.State.allCases.map(\.rawValue))), .init("due", .date),
        .init("mendBy", .date.orNull),
    ])

    /// An application as its applicant follows it.
    static let followedShape: Schema = .object(
        submittedMembers + [
            .init("submittedAt", .dateTime), .init("standing", .text), .init("delivery", .any),
            .init(
                "papers",
                .array(
                    .object([
                        .init("case", .string), .init("material", .string), .init("promiseVersion", .string),
                        .init("before", .oneOf(["decision", "issue"])), .init("due", .date.orNull), .init("suppliedOn", .date.orNull),
                        .init("lapsed", .boolean),
                    ]))),
            .init("written", .array(.object([.init("code", .string), .init("words", .array(.text))]))),
            .init("afterChecks", .array(afterCheckShape)),
            .init(
                "events",
                .array(
                    .object([
                        .init("case", .string), .init("sequence", .integer), .init("at", .dateTime), .init("action", actionShape),
                        .init("status", statusShape), .init("reason", .string.orNull),
                    ]))),
            .init(
                "documents",
                .array(
                    .object([
                        .init("id", .id), .init("case", .string), .init("kind", .oneOf(CaseDocumentKind.allCases.map(\.rawValue))),
                        .init("number", .string), .init("issuedAt", .dateTime),
                    ]))),
        ])

    private static let officersMembers: [Schema.Member] = [
        .init("id", .id), .init("project_no", .string), .init("item", .string), .init("department", .string), .init("region", .string),
        .init("status", statusShape), .init("version", .integer), .init("applyer_name", .string), .init("apply_date", .dateTime.orNull),
        .init("accept_date", .dateTime.orNull), .init("due", .date.orNull), .init("provisional", .boolean),
        .init("assignee", .id.orNull),
    ]

    /// `Case.forOfficers`: a row of the worklist, and what an act answers.
    static let officersShape: Schema = .object(officersMembers)

    /// A case with everything that an officer needs to decide it.
    static let openedShape: Schema = .object(
        officersMembers + [
            .init("actions", .array(actionShape)),
            .init(
                "papers",
                .array(
                    .object([
                        .init("material", .string), .init("due", .date.orNull), .init("open", .boolean), .init("overdue", .boolean),
                    ]))), .init("afterCheck", afterCheckShape.orNull),
            .init("facts", Schema.object([]).with("additionalProperties", statementShape.json(.en))),
            .init(
                "checks",
                .array(
                    .object([
                        .init("point", .string), .init("outcome", .oneOf(["holds", "fails", "unknown"])),
                        .init("deciding", .array(.string)),
                    ]))),
            .init(
                "events",
                .array(
                    .object([
                        .init("sequence", .integer), .init("at", .dateTime), .init("action", actionShape), .init("actor", .string),
                        .init("to", statusShape), .init("hash", .string),
                    ]))),
            .init(
                "documents",
                .array(
                    .object([
                        .init("id", .id), .init("kind", .oneOf(CaseDocumentKind.allCases.map(\.rawValue))), .init("number", .string),
                    ]))),
        ])
}
