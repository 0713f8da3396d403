import Kernel
import Web

/// What those read who bring licences into the register.
enum CollectionText {
    static let title = Text("归集", "Collection")
    static let lede = Text(
        "收得进的先入库，收不进的逐行说明，不会丢。", "What can be taken is taken; every other row is told with its reasons, and none is lost.")
    static let file = Text("批量文件", "A file of rows")
    static let fileHelp = Text(
        "CSV，UTF-8 编码，第一行是列名；最多 12 MB。", "CSV in UTF-8, with the names of the columns in the first row; at most 12 MB.")
    static let department = Text("发证机关", "Issuing department")
    static let origin = Text("数据来自", "Where the data come from")
    static let send = Text("上传并入库", "Send and take in")
    static let template = Text("下载列名模板", "Get a file with the columns")
    static let single = Text("单个录入", "Enter one")
    static let singleTitle = Text("录入一张证照", "Enter one licence")
    static let singleLede = Text(
        "补录以前发的证照。新发的证照由办件自动入库。", "For licences issued earlier. What is granted here enters the register by itself.")
    static let choose = Text("选择证照类型", "Choose the type")
    static let enter = Text("录入", "Enter")
    static let save = Text("入库", "Take in")
    static let holders = Text("持证主体", "Holder")
    static let period = Text("颁发与期限", "Issue and period")
    static let face = Text("照面内容", "What it says")
    static let severalHelp = Text("有几位时用 ^ 连接，三栏次序一致。", "Several are joined by ^, in the same order in all three boxes.")
    static let reports = Text("归集记录", "Deliveries")
    static let none = Text("还没有归集过", "Nothing has been collected yet")
    static let noneHint = Text("上传一个文件，或者录入一张证照。", "Send a file, or enter one licence.")
    static let report = Text("归集报告", "Report of a delivery")
    static let when = Text("时间", "When")
    static let way = Text("方式", "By")
    static let who = Text("经办", "Who")
    static let total = Text("总行数", "Rows")
    static let running = Text("还在入库，或者中途断了；把同一批再交一次就会接着办。", "It still runs, or was cut off: the same delivery again takes up the rest.")
    static let allTaken = Text("每一行都入库了", "Every row was taken")
    static let someRejected = Text(
        "有 {count} 行没有入库，原因逐行列在下面。改好后单独再交这些行即可。", "{count} rows were not taken, for the reasons below. Mend them and send only those.")
    static let rejected = Text("没有入库的行", "Rejected rows")
    static let line = Text("行", "Row")
    static let column = Text("列", "Column")
    static let reason = Text("原因", "Why")
    static let written = Text("原来写的", "As written")
    static let download = Text("下载这些行（含原因）", "Download these rows with their reasons")
    static let firstRows = Text("这里显示前 {count} 行，其余在下载的文件里。", "The first {count} are shown here; the file has them all.")
    static let noDepartment = Text("请选择您负责的发证机关。", "Choose a department that you collect for.")
    static let noOrigin = Text("请选择 register、papers 或 holder。", "Say register, papers or holder.")
    static let rowsNeeded = Text("请在 rows 里给出至少一行。", "Give at least one row in rows.")
    static let rowColumns = Text(
        "列名用 up_lic_data 的字段，照面要素用数据元代码", "Columns of up_lic_data; elements of the face by their codes")

    // MARK: Faults of a file

    static let noText = Text(
        "文件不是 UTF-8，也不是 GB18030 编码。请在表格软件中另存为“CSV UTF-8”。",
        "It is neither UTF-8 nor GB 18030. Save it as “CSV UTF-8” in the spreadsheet.")
    static let emptyFile = Text("文件里没有数据行。", "There is no row of data in it.")
    static let doubledColumn = Text("有两列同名，请改正表头。", "Two columns have the same name: mend the header.")
    static func brokenFile(line: Int, _ why: Text) -> Text { Text("第 \(line) 行：\(why.zh)", "Row \(line): \(why.en)") }
    static func missingColumns(_ names: [String]) -> Text {
        Text("表头缺少：\(names.joined(separator: "、"))。", "The header lacks: \(names.joined(separator: ", ")).")
    }

    // MARK: Faults of a row

    static let twice = Text("同一来源标识在本批中出现两次，内容不同。", "The same source id stands twice in this delivery, with different contents.")
    static let unknownType = Text("目录中没有这种证照类型。", "The catalogue has no such type.")
    static let notYourPlace = Text("管辖属地不在您的权限范围内。", "The place is not within your scope.")
    static let noSuchPlace = Text("应为本市的六位行政区划代码。", "It should be a six-digit code of a place in this city.")
    static let unevenHolders = Text("用 ^ 连接的各栏个数不同，或者多于 20 位。", "The boxes joined by ^ have different counts, or more than 20.")
    static let holderName = Text("持证主体名称为空或者太长。", "The holder’s name is empty or too long.")
    static let holderType = Text("没有这种持证主体代码类型（如 001、111）。", "There is no such kind of holder’s code (such as 001 or 111).")
    static let sameHolderTwice = Text("同一持证主体写了两次。", "The same holder is written twice.")
    static let future = Text("颁发日期晚于今天。", "It would have been issued after today.")
    static let endsBeforeItBegins = Text("有效期截止早于起始。", "It would end before it begins.")
    static let noDate = Text("应为 2026-11-23 或 20261123 这样的日期。", "It should be a date such as 2026-11-23 or 20261123.")
    static let numberTooLong = Text("编号最多 100 字。", "A number has at most 100 characters.")
    static let numberWithoutLetters = Text("编号要含有字母或数字，去掉标点后不超过 64 位。", "A number needs letters or digits, at most 64 without punctuation.")
    static let sourceTooLong = Text("来源标识最多 128 字。", "A source id has at most 128 characters.")
    static let noOperation: Text = {
        let acts = LicenceAct.all
        return Text(
            "应为 I（新增）、U（变更）、D（注销），或者 \(acts.map { "\($0.noun)（\($0.name.zh)）" }.joined(separator: "、"))。",
            "It should be I (add), U (change), D (cancel), or one of \(acts.map(\.noun).joined(separator: ", ")).")
    }()
    static func notYourAct(_ act: Text) -> Text {
        Text("您的岗位不能“\(act.zh)”，请由有权决定的人员报送。", "Your role does not reach to “\(act.en)”: somebody who may decide has to send it.")
    }
    static func tooLong(_ count: Int) -> Text { Text("最多 \(count) 字。", "At most \(count) characters.") }
    static let registerOnly = Text(
        "冻结、撤销等只能来自发证机关业务数据（register）。", "Freezing, revoking and the like come from the issuer’s own register only.")
    static let surplus = Text("这一行的格子比表头的列多。", "The row has more cells than the header has columns.")
    static let unwritable = Text("有看不见的字符，请删去。", "It holds an invisible character: take it out.")
    static func tooManyColumns(_ most: Int) -> Text {
        Text("列太多，最多 \(most) 列。", "There are too many columns; at most \(most).")
    }
    static let noSuchColumn = Text("这种证照的照面上没有这一项。", "The face of this type has no such element.")
    static let own = Text("不能录入自己的证照，请由同事办理。", "Nobody enters their own licence; a colleague does it.")
    static let clash = Text("同时有人在写这张证照，请把这一行再交一次。", "Somebody wrote this licence at the same time: send the row again.")
    static let nothingToRemove = Text("没有以这个来源标识入库的证照。", "No licence was taken in under this source id.")
    static let issuedHere = Text(
        "这张证照由本平台签发，不能用归集覆盖；有误请走异议更正。", "It was issued here and is not overwritten by a collection; object to what is wrong.")
    static let otherSource = Text("这个编号已经以另一个来源标识入库。", "That number was taken in under another source id.")
    static let otherHolder = Text("这个编号的证照是别人的。", "The licence of that number is somebody else’s.")
    static func missing(_ column: Text) -> Text { Text("请填写\(column.zh)。", "Please give: \(column.en).") }
    static func otherIssuer(_ name: Text) -> Text { Text("这种证照由\(name.zh)签发。", "This type is issued by another department: \(name.en).") }
    static func otherIssuerCode(_ code: String) -> Text { Text("发证机关代码应为 \(code)。", "The issuer’s code should be \(code).") }
    static func wrongKind(_ isEnterprise: Bool) -> Text {
        isEnterprise ? Text("这种证照的持证主体应为法人。", "This type is held by a body.") : Text("这种证照的持证主体应为自然人。", "This type is held by a person.")
    }
    static func noGround(_ act: Text, _ codes: [String]) -> Text {
        Text("“\(act.zh)”要写依据：\(codes.joined(separator: "、"))。", "“\(act.en)” needs a ground: \(codes.joined(separator: ", ")).")
    }
    static func otherNumber(_ number: String) -> Text {
        Text("这个来源标识原来对应编号 \(number)，不能改号；请先注销原来的。", "This source id stands for number \(number), which cannot change: cancel that first.")
    }
    static func notPossible(_ state: Text, _ to: Text) -> Text {
        Text("证照目前是“\(state.zh)”，不能按这个依据改为“\(to.zh)”。", "It is “\(state.en)” and cannot become “\(to.en)” on that ground.")
    }
    static func notReplaceable(_ state: Text) -> Text { Text("证照目前是“\(state.zh)”，不能更新。", "It is “\(state.en)” and cannot be replaced.") }
    static func lessTrust(_ trust: TrustLevel) -> Text {
        Text(
            "库中这张证照是 \(trust.rawValue) 级，不能用级别更低的数据覆盖。",
            "The register has it at level \(trust.rawValue): data of a lower level do not replace it.")
    }

    static func column(_ column: CollectionRow.Column) -> Text {
        switch column {
        case .sourceID: Text("来源标识", "Source id")
        case .name: Text("证照名称", "Name")
        case .type: Text("证照类型代码", "Type code")
        case .issuer: Text("颁发机构", "Issuer")
        case .issuerCode: Text("颁发机构代码", "Issuer’s code")
        case .area: Text("管辖属地编码", "Code of the place")
        case .holder: Text("持证主体", "Holder")
        case .holderCode: Text("持证主体代码", "Holder’s code")
        case .holderType: Text("持证主体代码类型", "Kind of the holder’s code")
        case .number: Text("证照编号", "Licence number")
        case .issuedOn: Text("颁发日期", "Issued on")
        case .validFrom: Text("有效期起始", "Valid from")
        case .validUntil: Text("有效期截止", "Valid until")
        case .operation: Text("操作", "Operation")
        case .ground, .cancelGround: Text("变更依据", "Ground of the act")
        case .law: Text("法律依据", "The law")
        case .reason: Text("事由", "Reason")
        }
    }

    static let unfinished = Text("没有完成", "Not finished")
    static let result = Text("结果", "Result")
    static func rejectedCount(_ count: Int) -> Text { Text("\(count) 行未入库", count == 1 ? "1 row rejected" : "\(count) rows rejected") }
    static func kindsHelp(_ kinds: [Option]) -> Text {
        Text(
            kinds.map { "\($0.code) \($0.name.zh)" }.joined(separator: "；"),
            kinds.map { "\($0.code) \($0.name.en)" }.joined(separator: "; "))
    }
    static let endlessHelp = Text("长期有效的不填。", "Leave empty where it does not end.")
}
