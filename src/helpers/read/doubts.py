"""Every doubt and every reason, in English and Chinese: what a reader of the review page is told."""

TEXTS = {
    # of a cell
    "unreadable": ("a cell cannot be read as a number", "单元格不能读作数字"),
    "words": ("a figure in words", "用汉字写的数"),
    "dash": ("a lone 一 may be a dash", "单独的“一”可能是横线"),
    "mark": ("a mark or unit after the number is not known: a footnote?", "数字后的符号或单位不认识，可能是脚注号"),
    "rank": ("a rank, not a count of persons?", "是名次还是人数？"),
    "wrapped": ("put together from two lines", "由两行拼成"),
    "two_readings": ("two readers of the PDF differ here", "两种读取方法的结果不同"),
    "formula": ("a formula without a stored value", "公式没有存储的值"),
    "format": ("a number format that is not known", "数字格式不认识"),
    "date": ("Excel has made a date of it", "已被 Excel 变成日期"),
    "hidden": ("in a hidden row or column", "位于隐藏的行或列"),
    "spread": ("one cell stands for several rows or columns of values", "一个单元格跨了几行或几列数值"),
    "filled": ("an empty cell was guessed from a blank line", "空单元格是由空行推断的"),
    # of a row
    "falls": ("falls, and only the order of the lines says which year is which", "数值下降，而年份只由行序得知"),
    "jump": ("baseline and target are far apart", "基期与目标相差太大"),
    "share": ("a share of more than 100 %", "比例超过100%"),
    "change": ("the change column says another difference", "变化列与两数之差不符"),
    "parts": ("the parts are more than the total", "分项之和大于总数"),
    "parts_near": ("the parts are not quite the total", "分项之和与总数略有出入"),
    "low_rate": ("low for a rate of this kind", "这类比率通常没有这么低"),
    "binding_enrolment": ("a number of pupils that is binding", "在校生数通常不是约束性指标"),
    "stage_order": ("the stages are out of their usual order", "学段次序异常"),
    "yearly_or_total": ("a figure of a column of changes alone: yearly or in total?", "只有变化列的数：年均还是累计？"),
    "unit_missing": ("no unit, where other rows have one", "没有单位，而其他行有"),
    "unit_differs": ("two units are printed", "印有两个单位"),
    "stage_class": ("rows of another stage: was a heading lost?", "其中提到另一学段，是否缺了标题？"),
    "stage_missing": ("no stage, where other rows have one", "没有学段，而其他行有"),
    "stage_unsure": ("the line before: a heading, or part of the label?", "上一行是标题还是指标名的前半？"),
    "after_gap": ("what stands before it was not read: stage and parent are unsure", "前文未读出，学段与上级不明"),
    "nature_missing": ("no attribute, where other rows have one", "没有属性，而其他行有"),
    "nature_unread": ("the attribute is another word", "属性是别的词"),
    "page_break": ("the page ends here: the row may go on", "此处换页，该行可能未完"),
    "twice": ("a label of this table stands twice", "同一指标名出现两次"),
    "placed": ("its column was chosen by position", "所在列由位置判定"),
    "width": ("more or fewer cells than the header", "单元格数与表头不符"),
    "label_digits": ("the label holds what may be a lost figure", "指标名中可能混入了数字"),
    "label_wrapped": ("the label was put together from two lines", "指标名由两行拼成"),
    "block": ("a doubt about another row of its block", "同组另一行有疑问"),
    "rank_label": ("a number may be part of the label", "数字可能是指标名的一部分"),
    # of a table
    "year_words": ("the year is written in words", "年份用文字表示"),
    "school_year": ("a school or fiscal year: which calendar year?", "学年或财年：对应哪一年？"),
    "no_calendar": ("years without a calendar: which year is Y1?", "没有公历年份：第1年是哪一年？"),
    "baseline_year": ("the baseline has no year", "基期没有年份"),
    "target_year": ("the target has no year", "目标没有年份"),
    "which_baseline": ("which of the years is the baseline?", "哪一年是基期？"),
    "falling_years": ("the years stand in falling order", "年份由大到小排列"),
    "headless": ("goes on without its header", "续表没有表头"),
    "layout": ("rows and columns are mixed", "按行与按列混排"),
    "head_order": ("the header's words are in an order of their own", "表头次序异常"),
    "attributes_without_head": ("attributes without a head", "有属性而表头没有"),
    "odd_head": ("a column head is not known", "有不认识的列名"),
    "one_block": ("columns without lines, and only one block of them", "按列排列且只有一组"),
    # why something was not read
    "misfit": ("the numbers of labels, values and attributes do not fit: a cell is lost or one too many",
               "指标名、数值与属性的个数不符：缺少或多出单元格"),
    "order": ("labels, values and attributes are in a wrong order", "指标名、数值、属性的次序不对"),
    "no_value": ("a label without a value", "有指标名而无数值"),
    "no_label": ("a value without a label", "有数值而无指标名"),
    "furniture": ("a page number, running title or link", "页码、页眉页脚或链接"),
    "note": ("a note of the table", "表注"),
    "column": ("a column that is neither label, unit, year, change nor attribute", "该列不是指标、单位、年份或属性"),
    "no_header": ("a table without a header of years", "没有年份表头的表"),
    "glued": ("glued without separators", "内容粘连，没有分隔"),
    "no_rows": ("no row fits the header", "没有与表头相符的行"),
    "unplaced": ("stands in no row", "不在任何一行"),
    "numbering": ("a running number", "序号"),
    "restated": ("a second table of the same rows", "重复的表"),
    "later": ("not an actual value of a past year", "不是过去年份的实际值"),
    "doubted": ("read with a doubt; not added", "有疑问，未添加"),
}  # fmt: skip


def said(code, language="en"):
    """Say a doubt or reason in a language; what stands after a colon is kept as it is.

    Examples
    --------
    >>> said("dash"), said("dash", "zh"), said("unreadable: 9O%")
    ('a lone 一 may be a dash', '单独的“一”可能是横线', 'a cell cannot be read as a number: 9O%')
    """
    code, colon, detail = code.partition(": ")
    return TEXTS[code][language == "zh"] + ("：" if language == "zh" and colon else colon) + detail
