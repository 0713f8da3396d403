/// What a city sets for its data centre. The limits are the statutory ones (政务数据共享条例); a city may answer sooner.
package struct DataCentreSettings: Sendable, Hashable {
    /// A request for what is shared without conditions is answered within so many working days.
    package var unconditionalWorkdays: Int
    /// The same for what is shared under conditions.
    package var conditionalWorkdays: Int
    /// In a special case the authority for sharing may put the answer off by so many working days more, once.
    package var postponedWorkdays: Int
    /// What was granted is provided within so many working days of the answer.
    package var deliveryWorkdays: Int
    /// A change of what a department holds is in the catalogue within so many working days.
    package var catalogueWorkdays: Int
    /// So many days before a grant's term ends the department that uses it is told.
    package var lapseNoticeDays: Int
    /// So many failures in a row, and a source is left alone.
    package var circuitFailures: Int
    /// For how long, in seconds.
    package var circuitSeconds: Int
    /// An objection of a person is checked and answered within so many working days (数据校核).
    package var correctionWorkdays: Int
    /// More looks at people's files than this within one hour raise an alarm.
    package var bulkLooks: Int
    /// The same between nine in the evening and six in the morning, and all day on days that are no working days.
    package var nightLooks: Int
    /// More looks by one of a department's own systems than this within one hour raise an alarm.
    package var systemLooks: Int
    /// A file that was dropped and read is kept for so many days at most, and never longer than the grade of its data allows.
    package var dropDays: Int
    /// A file of JSON that says how the resources are answered that other systems hold; empty: all are kept here.
    package var sourcesFile: String

    package init(
        unconditionalWorkdays: Int = 1, conditionalWorkdays: Int = 10, postponedWorkdays: Int = 10, deliveryWorkdays: Int = 20,
        catalogueWorkdays: Int = 10, lapseNoticeDays: Int = 14, circuitFailures: Int = 5, circuitSeconds: Int = 60,
        correctionWorkdays: Int = 10, bulkLooks: Int = 120, nightLooks: Int = 10, systemLooks: Int = 2000, dropDays: Int = 7,
        sourcesFile: String = ""
    ) {
        self.unconditionalWorkdays = unconditionalWorkdays
        self.conditionalWorkdays = conditionalWorkdays
        self.postponedWorkdays = postponedWorkdays
        self.deliveryWorkdays = deliveryWorkdays
        self.catalogueWorkdays = catalogueWorkdays
        self.lapseNoticeDays = lapseNoticeDays
        self.circuitFailures = circuitFailures
        self.circuitSeconds = circuitSeconds
        self.correctionWorkdays = correctionWorkdays
        self.bulkLooks = bulkLooks
        self.nightLooks = nightLooks
        self.systemLooks = systemLooks
        self.dropDays = dropDays
        self.sourcesFile = sourcesFile
    }

    var alarms: AlarmLimits { AlarmLimits(bulkLooks: bulkLooks, nightLooks: nightLooks, systemLooks: systemLooks) }
    var circuit: Circuit.Limits { Circuit.Limits(failures: circuitFailures, seconds: circuitSeconds) }
}
