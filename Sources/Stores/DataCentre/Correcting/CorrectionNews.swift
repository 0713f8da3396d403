import Catalogue
import Kernel
import Store

extension DataCentre {
    /// Writes to the data stewards of the department that answers an objection: it is there, and by when it is to be answered.
    func tellOfObjection(_ correction: Correction, at now: Instant, in connection: any Connection) throws {
        try tellAnswerer(
            of: correction, CorrectionNewsText.made(correction.kind), CorrectionNewsText.madeBody, occasion: "made", at: now, in: connection
        )
    }

    /// Reminds of the objections whose last day has passed without an answer, of each once, on a working day.
    func remindOfObjections(at now: Instant) async throws {
        guard calendar().isWorkday(now.date).workday else { return }
        var after: ID?
        while true {
            let page = try await database.read { [after] in try corrections.late(on: now.date, after: after, limit: 200, in: $0) }
            guard let last = page.last else { return }
            after = last.id
            try await database.write { connection in
                for correction in page {
                    try tellAnswerer(
                        of: correction, CorrectionNewsText.late, CorrectionNewsText.lateBody, occasion: "late", at: now, in: connection)
                }
            }
        }
    }

    /// Of one occasion everybody is told once. Whose objection it is, and what they say, is read where the look at it is logged.
    private func tellAnswerer(
        of correction: Correction, _ subject: (Text) -> Text, _ body: (Text, LocalDate) -> Text, occasion: String, at now: Instant,
        in connection: any Connection
    ) throws {
        guard !correction.department.isEmpty else { return }
        let what = DataCentreText.what(correction.resource, in: catalogue.snapshot)
        try tellStewards(
            of: [correction.department], subject(what), body(what, correction.dueOn), reference: "objection:\(correction.id)/\(occasion)",
            at: now, in: connection)
    }
}

/// The sentences by which a department learns of an objection, without a word of whose it is.
enum CorrectionNewsText {
    static func made(_ kind: Correction.Kind) -> (Text) -> Text {
        { what in
            switch kind {
            case .wrong: Text("有人提出“\(what.zh)”有误", "Somebody says that “\(what.en)” is wrong")
            case .use: Text("有人对查看“\(what.zh)”有异议", "Somebody objects to a look at “\(what.en)”")
            }
        }
    }

    static func madeBody(_ what: Text, _ due: LocalDate) -> Text {
        Text(
            "请到总操作台的“数据校核”核查“\(what.zh)”，最迟 \(due.text.zh)答复。",
            "Look into “\(what.en)” in the console under Corrections and answer by \(due.text.en).")
    }

    static func late(_ what: Text) -> Text {
        Text("对“\(what.zh)”的异议逾期没有答复", "The objection about “\(what.en)” is overdue")
    }

    static func lateBody(_ what: Text, _ due: LocalDate) -> Text {
        Text(
            "“\(what.zh)”的异议应在 \(due.text.zh)以前答复，期限已过。请今天就到总操作台的“数据校核”核查、答复。",
            "The objection about “\(what.en)” was to be answered by \(due.text.en). Look into it today and answer, in the console under Corrections."
        )
    }
}
