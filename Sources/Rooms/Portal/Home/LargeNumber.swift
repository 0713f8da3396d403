import Kernel

/// A count as it is read at a glance: in Chinese by ten thousands, in English by millions, small ones to the last digit.
struct LargeNumber {
    let digits: String
    let suffix: Text?

    init(_ count: Int, _ language: Language) {
        let unit = language == .zh ? 10_000 : 1_000_000
        guard count >= unit else {
            (digits, suffix) = (LargeNumber.grouped(count), nil)
            return
        }
        // Cut off, never rounded up: the page claims no more than there is.
        let (whole, tenth) = (count / unit, count % unit * 10 / unit)
        digits = LargeNumber.grouped(whole) + (whole < 100 && tenth > 0 ? ".\(tenth)" : "")
        suffix = language == .zh ? PortalText.tenThousands : PortalText.millions
    }

    private static func grouped(_ count: Int) -> String {
        var rest = count
        var groups: [String] = []
        while rest >= 1000 {
            let group = String(rest % 1000)
            groups.insert(String(repeating: "0", count: 3 - group.count) + group, at: 0)
            rest /= 1000
        }
        return ([String(rest)] + groups).joined(separator: ",")
    }
}
