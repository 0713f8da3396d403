package import Kernel

/// 告知承诺书 of a certificate (国办发〔2020〕42 号): what the applicant promises in place of a paper, in words that are kept with their version.
///
/// It is the applicant's to choose, and is checked afterwards.
package struct CertificatePromise: Sendable, Hashable {
    /// Rises with every change of the words: what was promised is what stood there.
    package let version: String
    /// What is promised, in the applicant's voice.
    package let text: Text
    /// What follows where it is not true.
    package let consequence: Text

    init(_ entry: Entry) {
        version = entry.string("version")
        text = entry.text("text")
        consequence = entry.text("consequence")
    }
}
