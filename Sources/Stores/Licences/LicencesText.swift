package import Kernel
package import Web

/// The sentences of this room.
package enum LicencesText {
    package static let title = Text("我的证照", "My licences")
    package static let nav = Nav("licences", title, "/licences")
    static let lede = Text("政府发给您的证照都在这里，办事不用再交。", "What the government has issued to you. Nobody may ask you for it again.")
    static let empty = Text("还没有电子证照", "No electronic licences yet")
    static let emptyHint = Text("办好一件事，证照会自动放到这里。", "When something is granted, its licence appears here by itself.")
    static let one = Text("一张证照", "One licence")
    static let number = Text("证照编号", "Number")
    static let identifier = Text("证照标识", "Identifier")
    static let holder = Text("持证人", "Holder")
    static let issuer = Text("发证机关", "Issued by")
    static let issuedOn = Text("发证日期", "Issued on")
    static let valid = Text("有效期", "Valid")
    static let long = Text("长期有效", "Without an end")
    static let until = Text("至 {date}", "until {date}")
    static let holderNumber = Text("证件号码", "Number of the holder")
    static let state = Text("状态", "State")
    static let showNumbers = Text("显示完整号码", "Show the numbers in full")
    static let shown = Text("持证人本人查看完整号码", "The holder looked at the numbers in full")
    static let renewable = Text("可以延续", "May be renewed")
    static let renew = Text("延续", "Renew")
    static let renewByItem = Text("去办延续", "Apply for the renewal")
    static func turnTo(_ issuer: Text) -> Text { Text("有疑问请联系\(issuer.zh)。", "Ask \(issuer.en) if anything is unclear.") }
    static let uses = Text("谁用过它", "Who has used it")
    static let noUses = Text("还没有人用过。", "Nobody has used it yet.")
    static let basis = Text("依据", "Legal basis")
    /// Who used a licence, as the log keeps it.
    static func reader(_ reader: String) -> Text {
        switch reader {
        case LicencePurpose.Reader.oneself.rawValue: Text("持证人", "The holder")
        case LicencePurpose.Reader.staff.rawValue: Text("工作人员", "An officer")
        case LicencePurpose.Reader.system.rawValue: Text("系统", "The system")
        default: Text("核验方", "Whoever it was shown to")
        }
    }
    static let scan = Text("扫码核验这张证照", "Scan to verify this licence")
    static let verifyTitle = Text("证照核验", "Licence check")
    static let isValid = Text("这张证照有效", "This licence is valid")
    static let isNotValid = Text("这张证照现在无效", "This licence is not valid now")
    static let sealOf = Text("{issuer} 电子印章", "Seal of {issuer}")
    static let illustrative = Text("示例证照，没有法律效力", "A sample without legal force")
}
