package import Catalogue
package import DemoCity
import Kernel

/// What somebody is asked who begins a thing and answers its questions, and nothing else, the way the pages lead them.
package struct Walk: Sendable {
    let thing: Thing
    let catalogue: Catalogue
    let rows: CityRows
    let answering: Answering
    let subject: DemoRows.Subject
    /// Before any question is answered: the same for every situation.
    private let start: (holdings: Holdings, checklist: Checklist)

    package init(
        _ thing: Thing, in catalogue: Catalogue, for subject: DemoRows.Subject, _ rows: CityRows, answering: @escaping Answering
    ) {
        (self.thing, self.catalogue, self.rows, self.answering, self.subject) = (thing, catalogue, rows, answering, subject)
        let role = thing.applicant.code
        let own = [("name", subject.name), (subject.isEnterprise ? "uscc" : "idNumber", subject.number)].map {
            Holding(field: "\(role).\($0.0)", value: .string($0.1), source: .account, asOf: rows.today)
        }
        start = Enquiry.settled(thing, in: catalogue, holdings: Holdings(fields: own), answers: [:], given: [:], today: rows.today) {
            answering($0, rows)
        }
    }

    /// Each open question gets the situation's answer; what the registers answer is not answered otherwise.
    package func checklist(in situation: Situation) -> Checklist { walked(in: situation).checklist }

    /// The papers that are left after a walk where the person makes every promise that is offered (告知承诺); none has to follow later by that.
    func papersOnPromise(_ holdings: Holdings, _ checklist: Checklist) -> [MaterialOutcome] {
        let promises = Promises(
            certificates: Set(checklist.materials.map(\.code)), approvals: Set(checklist.includedItems.map(\.item)))
        return Checklist.resolve(
            thing, in: catalogue, answers: checklist.answers, given: [:], promises: promises, holdings: holdings, today: rows.today
        ).materials.filter(\.isAsked)
    }

    /// The same with what was heard on the way.
    func walked(in situation: Situation) -> (holdings: Holdings, checklist: Checklist) {
        var (holdings, checklist) = start
        var answers: [String: JSON] = [:]
        for _ in 0...thing.questions.count {
            let open = checklist.openQuestions.map(\.question.code).filter { answers[$0] == nil }
            if open.isEmpty { break }
            for code in open { answers[code] = situation.answers[code] }
            (holdings, checklist) = Enquiry.settled(
                thing, in: catalogue, holdings: holdings, answers: answers, given: [:], today: rows.today
            ) { answering($0, rows) }
        }
        return (holdings, checklist)
    }
}
