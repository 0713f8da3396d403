package import Kernel

/// What the catalogue refuses.
package enum CatalogueProblem {
    /// Nothing is made to have been in force before it was published.
    package static func effectiveInThePast(_ day: LocalDate, today: LocalDate) -> Problem {
        Problem(
            "catalogue.effective-in-the-past", status: 422, title: Text("生效日期已过", "That day is past"),
            detail: Text(
                "生效日期 \(day.text.zh) 早于今天（\(today.text.zh)），请选今天或以后的日期。",
                "\(day.text.en) is before today, \(today.text.en). Choose today or a later day."),
            faults: [Problem.Fault("effectiveOn", Text("请选今天或以后的日期。", "Choose today or a later day."))])
    }
}
