import Kernel

/// What a document says of its case: the case's own values or, in a template, the names of the blanks in their place.
struct DocumentSubject: Sendable {
    var caseNumber: String
    var applicationNumber: String
    var department: String
    var region: RegionCode
    var applicantName: String
    var partyKind: Party.Kind
    var isDeemedAccepted = false
    /// Days as they stand in a sentence.
    var accepted: Text?
    var closed: Text?
    var due: Text?
    var statutory: Text?
    var expectedUntil: Text?
    /// Papers that follow, with their days.
    var papers: [(material: String, due: Text?)] = []
    /// By when what was found has to be mended, and checked.
    var mendBy: Text?
    var checkedBy: Text?
    /// The same days for programs; empty in a template.
    var dates: JSON = .object([])
    var limits: JSON?
}

extension DocumentSubject {
    /// A case as it stands.
    init(_ case_: Case, _ application: Application, _ move: CaseMove) {
        self.init(
            caseNumber: case_.number, applicationNumber: application.number, department: case_.department, region: case_.deskRegion,
            applicantName: case_.applicantName, partyKind: case_.party.kind)
        isDeemedAccepted = case_.isDeemedAccepted
        accepted = case_.acceptedAt?.date.text
        closed = case_.closedAt?.date.text
        due = case_.due?.due?.text
        statutory = case_.due?.statutory?.text
        expectedUntil = move.expectedUntil?.text
        papers = case_.openPapers.map { ($0.material, $0.due?.text) }
        mendBy = case_.afterCheck?.mendBy?.text
        checkedBy = case_.afterCheck?.due.text
        dates = .present([
            ("received", case_.receivedAt.map { .string($0.date.description) }),
            ("accepted", case_.acceptedAt.map { .string($0.date.description) }),
            ("decided", case_.decidedAt.map { .string($0.date.description) }),
            ("closed", case_.closedAt.map { .string($0.date.description) }),
        ])
        limits = case_.due.map { due in
            .present([
                ("phase", .string(due.phase.rawValue)), ("date", due.due.map { JSON($0.text) }),
                ("promised", due.promised.map { JSON($0.text) }), ("statutory", due.statutory.map { JSON($0.text) }),
            ])
        }
    }

    /// The blanks of a template for that office.
    static func blanks(department: String, region: RegionCode, in language: Language) -> DocumentSubject {
        var subject = DocumentSubject(
            caseNumber: ManualText.blank.caseNumber[language], applicationNumber: ManualText.blank.applicationNumber[language],
            department: department, region: region, applicantName: ManualText.blank.applicant[language], partyKind: .person)
        subject.accepted = ManualText.blank.accepted
        subject.closed = ManualText.blank.closed
        subject.due = ManualText.blank.due
        subject.statutory = ManualText.blank.statutory
        subject.expectedUntil = ManualText.blank.expectedUntil
        subject.mendBy = ManualText.blank.due
        return subject
    }
}
