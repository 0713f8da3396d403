/// What a city sets for its register of licences.
package struct LicencesSettings: Sendable, Hashable {
    /// The most rows of one collection.
    package var collectionRows: Int
    /// By when the issuer answers an objection, in working days.
    package var correctionWorkdays: Int
    /// How long an annotated copy may be used, in hours.
    package var copyHours: Int

    package init(collectionRows: Int = 10_000, correctionWorkdays: Int = 10, copyHours: Int = 72) {
        self.collectionRows = collectionRows
        self.correctionWorkdays = correctionWorkdays
        self.copyHours = copyHours
    }
}
