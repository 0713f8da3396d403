import Kernel

/// The sentences of this room.
enum DemoCityText {
    static let gu = Text("一周前生了孩子：办小孩出生", "Had a baby a week ago: the birth of a child")
    static let shen = Text("孩子的父亲", "The baby’s father")
    static let lin = Text("小满餐饮店的店主：办开饭店", "Owns an eating place: opening a restaurant")
    static let zhou = Text("替小满餐饮店办事的财务，租房住", "Does the books of the eating place; rents her home")
    static let he = Text("公司要改名、搬家：办企业变更；驾驶证快到期", "His company moves or changes its name; his driving licence runs out soon")
    static let wang = Text("73 岁，刚丧偶：敬老卡、户口注销", "73, lately widowed: senior card, registration of a death")
    static let xu = Text("外地来沪，刚离职：居住证、失业保险金", "New in the city and out of work: residence permit, unemployment benefit")
    static let wu = Text("徐汇区综合窗口：受理", "General counter of Xuhui: accepts applications")
    static let qian = Text("徐汇区市场监管局：审查企业的事项", "Market regulation, Xuhui: reviews matters of businesses")
    static let chen = Text("徐汇区市场监管局：决定企业的事项", "Market regulation, Xuhui: decides matters of businesses")
    static let jiang = Text("徐汇派出所户籍窗口：受理、审查", "Police household counter, Xuhui: accepts and reviews")
    static let han = Text("公安徐汇分局：决定", "Police, Xuhui: decides")
    static let tao = Text("徐汇区医保、人社、民政：审查个人的事项", "Insurance and civil affairs, Xuhui: reviews matters of people")
    static let yu = Text("徐汇区医保、人社、民政：决定个人的事项", "Insurance and civil affairs, Xuhui: decides matters of people")
    static let zheng = Text("徐汇区制证送达", "Makes and hands out licences in Xuhui")
    static let city = Text("市督查：看全市，不办件", "City supervisor: sees everything, decides nothing")
    static let bian = Text("目录编辑：写事项、试办、送审", "Writes the catalogue: items, trials, handing in for review")
    static let shenHe = Text("目录审核：复核、定发布日期", "Reviews the catalogue and sets the day of publication")
    static let xuhui = Text("徐汇区目录编辑：只改本区的地点、时间、电话、窗口", "Edits Xuhui’s own part: places, hours, telephones, windows")
    static let shu = Text("数据管理，全市", "Data steward, whole city")
    static let admin = Text("管理员", "Administrator")

    static let people = Text("正在迁入居民", "People are moving in")
    static let enterprises = Text("正在登记企业", "Businesses are being registered")
    static let officers = Text("正在安排各办事窗口", "Offices are being staffed")
    static let registers = Text("正在填写数据资源", "Registers are being filled in")
    static let licences = Text("正在签发证照", "Licences are being issued")
    static let history = Text("正在补办过去一年的办件", "Last year’s cases are being entered")
    static func asked(_ number: Int) -> Text {
        [
            Text("申请人登记的住址是否与贵单位登记一致？", "Is the address that the applicant gave the one in your records?"),
            Text("请核实该场所的门牌号是否已经编定。", "Has a number been given to the premises?"),
            Text("请核实申请人是否有正在执行的处罚。", "Is a penalty against the applicant in force?"),
        ][number % 3]
    }
    static let found = Text("已核对登记，内容一致。", "Compared with the record: it agrees.")
    static let foundNothing = Text("登记中查无此项。", "There is no such record.")
    static let ready = Text("示例城市已就绪", "The demo city is ready")
}
